package io.peakday.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;

/** Speaks TLS before an engine that does not, with a certificate of the test's, and counts the clients who took it. */
public final class TlsProxy implements AutoCloseable {
    private final SSLServerSocket listening;
    private final int backend;
    private final AtomicInteger trusted = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param backend a port of this machine */
    public TlsProxy(TestAuthority.Issued shown, int backend) {
        this.backend = backend;
        try {
            this.listening = (SSLServerSocket)
                    shown.server().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("tls-proxy").start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** How many clients have sent something, which they do only to a server whose certificate they took. */
    public int trusted() {
        return trusted.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or one client less.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), backend)) {
            open.add(server);
            Thread.ofVirtual().start(() -> copy(server, client, false));
            copy(client, server, true);
        } catch (IOException e) {
            // Refused by the one or the other.
        }
    }

    private void copy(Socket from, Socket to, boolean ofClient) {
        byte[] buffer = new byte[8192];
        boolean first = ofClient;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n; (n = in.read(buffer)) >= 0; ) {
                if (first) {
                    first = false;
                    trusted.incrementAndGet();
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // One of them is gone.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.peakday.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A client that keeps to no rule: one connection, written and read by hand. */
final class RawClient implements AutoCloseable {
    private static final ScheduledExecutorService DRIPS =
            Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().factory());
    private static final int TIMEOUT_MS = 30_000;

    private final Socket socket;

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    static RawClient to(int port) throws IOException {
        return to("127.0.0.1", port, 0);
    }

    /** @param window the bytes that it is ready to receive at once; 0: as usual */
    static RawClient to(String address, int port, int window) throws IOException {
        Socket socket = new Socket();
        if (window > 0) {
            socket.setReceiveBufferSize(window);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(address, port), TIMEOUT_MS);
        return new RawClient(socket);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** From now on one more byte every so often, until the other end has had enough. */
    RawClient drip(char what, long everyMillis) {
        DRIPS.schedule(
                () -> {
                    try {
                        socket.getOutputStream().write(what);
                        drip(what, everyMillis);
                    } catch (IOException e) {
                        // The other end has had enough.
                    }
                },
                everyMillis,
                TimeUnit.MILLISECONDS);
        return this;
    }

    /** All that comes until the other end closes; what came until then, if it breaks off. */
    String rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            for (int n; (n = in.read(buffer)) >= 0; ) {
                all.write(buffer, 0, n);
            }
        } catch (SocketException e) {
            // Broken off.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** Without the good manners of saying so first. */
    void breakOff() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.peakday.edge.connection;

import io.peakday.web.WebSettings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** As {@link PlainChannel}, over TLS: the handshake has the deadline of a request's head. */
final class TlsChannel extends SecureNioChannel implements Watched {
    private final WebSettings.Connections settings;
    private volatile @Nullable Connection connection;
    private volatile long opened;

    TlsChannel(SocketBufferHandler buffers, NioEndpoint endpoint, WebSettings.Connections settings) {
        super(buffers, endpoint);
        this.settings = settings;
    }

    @Override
    public @Nullable Connection connection() {
        return connection;
    }

    @Override
    public void reset(SocketChannel channel, NioSocketWrapper wrapper) throws IOException {
        super.reset(channel, wrapper);
        opened = System.nanoTime();
        connection = wrapper == null ? null : new Connection(wrapper, settings);
    }

    @Override
    public int handshake(boolean read, boolean write) throws IOException {
        if (System.nanoTime() - opened > settings.headers().toNanos()) {
            throw new SocketTimeoutException("the handshake takes too long");
        }
        return super.handshake(read, write);
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int count = super.read(to);
        Connection watched = connection;
        if (watched != null && count >= 0) {
            watched.received(count);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int count = super.write(from);
        Connection watched = connection;
        if (watched != null && count >= 0) {
            watched.sent(count, !from.hasRemaining() && getOutboundRemaining() == 0);
        }
        return count;
    }
}

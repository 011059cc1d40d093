package io.peakday.edge.connection;

import io.peakday.web.WebSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** A connection without TLS that reports to its {@link Connection} what moves. */
final class PlainChannel extends NioChannel implements Watched {
    private final WebSettings.Connections settings;
    private volatile @Nullable Connection connection;

    PlainChannel(SocketBufferHandler buffers, WebSettings.Connections settings) {
        super(buffers);
        this.settings = settings;
    }

    @Override
    public @Nullable Connection connection() {
        return connection;
    }

    @Override
    public void reset(SocketChannel channel, NioSocketWrapper wrapper) throws IOException {
        super.reset(channel, wrapper);
        connection = wrapper == null ? null : new Connection(wrapper, settings);
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
            watched.sent(count, !from.hasRemaining());
        }
        return count;
    }
}

package io.peakday.edge.connection;

import io.peakday.web.WebSettings;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** Accepts connections as long as their address has not too many already, and has each of them {@linkplain Connection watched}. */
final class BoundedEndpoint extends NioEndpoint {
    private static final int CROWDED_PERCENT = 90;

    private WebSettings.@Nullable Connections settings;
    private @Nullable OpenConnections open;

    /** Called once, before anything listens. */
    void use(WebSettings.Connections given, String trustedProxies) {
        OpenConnections counted = new OpenConnections(given, trustedProxies);
        settings = given;
        open = counted;
        connections = counted;
    }

    double open() {
        return connections.size();
    }

    double refused() {
        return open == null ? 0 : open.refused();
    }

    /** Whether there are so many connections that an idle one had better be closed. */
    boolean crowded() {
        return getConnectionCount() > (long) getMaxConnections() * CROWDED_PERCENT / 100;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (open != null && !open.admits(socket)) {
            destroySocket(socket);
            return false;
        }
        return super.setSocketOptions(socket);
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
        WebSettings.Connections bounds = settings;
        if (bounds == null) {
            return super.createChannel(buffers);
        }
        return isSSLEnabled() ? new TlsChannel(buffers, this, bounds) : new PlainChannel(buffers, bounds);
    }
}

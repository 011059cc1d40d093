package io.peakday.edge.connection;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Marks for a connection where a request begins and ends, and for its requests which connection is theirs. */
final class BoundedProcessor extends Http11Processor {
    private final BoundedEndpoint endpoint;

    BoundedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, BoundedEndpoint endpoint) {
        super(protocol, adapter);
        this.endpoint = endpoint;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        Connection connection = of(socket);
        if (connection == null) {
            return super.service(socket);
        }
        connection.looksForHead();
        int before = request.getRequestProcessor().getRequestCount();
        SocketState state = ScopedValue.where(Connection.CURRENT, connection).call(() -> super.service(socket));
        if (state == SocketState.OPEN && request.getRequestProcessor().getRequestCount() != before) {
            connection.requestEnded();
            return endpoint.crowded() ? SocketState.CLOSED : state;
        }
        return state;
    }

    private static @Nullable Connection of(SocketWrapperBase<?> socket) {
        return socket.getSocket() instanceof Watched channel ? channel.connection() : null;
    }
}

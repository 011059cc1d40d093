package io.peakday.edge.connection;

import io.peakday.web.WebSettings;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 over connections whose other ends cannot hold them for as long as they like. */
public final class BoundedProtocol extends Http11NioProtocol {
    private final BoundedEndpoint endpoint;

    /** For Tomcat, which makes one by name. */
    public BoundedProtocol() {
        this(new BoundedEndpoint());
    }

    private BoundedProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** To be called before anything listens. */
    public void use(WebSettings.Connections settings, String trustedProxies) {
        endpoint.use(settings, trustedProxies);
    }

    /** How many connections are open. */
    public double open() {
        return endpoint.open();
    }

    /** How many connections were closed as soon as they were opened, because their address had too many. */
    public double refused() {
        return endpoint.refused();
    }

    @Override
    protected Processor createProcessor() {
        return new BoundedProcessor(this, getAdapter(), endpoint);
    }
}

package io.peakday.edge;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.edge.connection.BoundedProtocol;
import io.peakday.problems.ProblemReportValve;
import io.peakday.web.SheddingSettings;
import io.peakday.web.WebSettings;
import java.lang.management.ManagementFactory;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat itself must know: how large headers and forms may be, how many connections there may be and how slow, which proxies to believe, how to stop and to refuse. */
final class ServerLimits implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    static final int MAX_PARAMETERS = 1000;
    /** Libraries, logs, the index, Kafka's segments, connections to the engines: 370 after the start, and what grows. */
    static final int OTHER_FILES = 600;

    private static final Logger LOG = LoggerFactory.getLogger(ServerLimits.class);
    private static final int LEAST_CONNECTIONS = 100;

    private final WebSettings settings;
    private final SheddingSettings room;
    private final JsonMapper json;
    private final MeterRegistry meters;

    public ServerLimits(WebSettings settings, SheddingSettings room, JsonMapper json, MeterRegistry meters) {
        this.settings = settings;
        this.room = room;
        this.json = json;
        this.meters = meters;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.setProtocol(BoundedProtocol.class.getName());
        factory.addConnectorCustomizers(this::limit);
        factory.addContextCustomizers(context -> {
            context.getParent().getPipeline().addValve(new ProblemReportValve(json));
            // Where a redirect leads is not up to the caller's Host header.
            context.setUseRelativeRedirects(true);
        });
        if (!settings.trustedProxies().isBlank()) {
            RemoteIpValve proxies = new RemoteIpValve();
            proxies.setInternalProxies(settings.trustedProxies());
            proxies.setRemoteIpHeader("X-Forwarded-For");
            proxies.setProtocolHeader("X-Forwarded-Proto");
            proxies.setHostHeader("X-Forwarded-Host");
            proxies.setPortHeader("X-Forwarded-Port");
            factory.addEngineValves(proxies);
        }
    }

    /** So many connections that the files and sockets of everything else in this process can be opened still. */
    private static int affordable(int wanted) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return wanted;
        }
        int affordable = affordable(wanted, system.getMaxFileDescriptorCount());
        if (affordable < wanted) {
            LOG.warn(
                    "At most {} connections are kept at once, not {}, because this process may open only {} files;"
                            + " 'ulimit -n' raises that",
                    affordable,
                    wanted,
                    system.getMaxFileDescriptorCount());
        }
        return affordable;
    }

    static int affordable(int wanted, long openFiles) {
        return (int) Math.clamp(openFiles - OTHER_FILES, Math.min(LEAST_CONNECTIONS, wanted), wanted);
    }

    private void limit(Connector connector) {
        connector.setMaxPostSize((int) settings.maxBody().toBytes());
        connector.setMaxParameterCount(MAX_PARAMETERS);
        connector.setXpoweredBy(false);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxHttpRequestHeaderSize((int) settings.maxHeaders().toBytes());
            http.setMaxSwallowSize((int) settings.maxBody().toBytes());
            http.setMaxConnections(affordable(room.connections()));
            http.setAcceptCount(room.backlog());
            http.setConnectionTimeout((int) settings.connections().headers().toMillis());
            http.setKeepAliveTimeout((int) settings.connections().idle().toMillis());
            // Limits on the number of requests of a connection would only make busy clients reconnect.
            http.setMaxKeepAliveRequests(-1);
        }
        if (connector.getProtocolHandler() instanceof BoundedProtocol bounded) {
            bounded.use(settings.connections(), settings.trustedProxies());
            Gauge.builder("peakday.connections.open", bounded, BoundedProtocol::open)
                    .description("Open connections")
                    .register(meters);
            FunctionCounter.builder("peakday.connections.refused", bounded, BoundedProtocol::refused)
                    .description("Connections closed at once, because their address had too many")
                    .register(meters);
        }
    }
}

package io.peakday.web.edge;

import io.peakday.web.WebSettings;
import io.peakday.web.problem.ProblemReportValve;
import io.peakday.web.shed.SheddingSettings;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat itself must know: how large headers and forms may be, how many connections there may be, which proxies to believe, how to stop and to refuse. */
public final class ServerLimits implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final int MAX_PARAMETERS = 1000;
    /** A connection that sends nothing for so long is closed. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final WebSettings settings;
    private final SheddingSettings room;
    private final JsonMapper json;

    public ServerLimits(WebSettings settings, SheddingSettings room, JsonMapper json) {
        this.settings = settings;
        this.room = room;
        this.json = json;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.addConnectorCustomizers(this::limit);
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReportValve(json)));
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

    private void limit(Connector connector) {
        connector.setMaxPostSize((int) settings.maxBody().toBytes());
        connector.setMaxParameterCount(MAX_PARAMETERS);
        connector.setXpoweredBy(false);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxHttpRequestHeaderSize((int) settings.maxHeaders().toBytes());
            http.setMaxSwallowSize((int) settings.maxBody().toBytes());
            http.setMaxConnections(room.connections());
            http.setAcceptCount(room.backlog());
            http.setConnectionTimeout((int) IDLE.toMillis());
            http.setKeepAliveTimeout((int) IDLE.toMillis());
            // Limits on the number of requests of a connection would only make busy clients reconnect.
            http.setMaxKeepAliveRequests(-1);
        }
    }
}

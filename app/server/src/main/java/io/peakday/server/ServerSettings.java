package io.peakday.server;

import io.peakday.engines.NodeRoles;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of a node, under {@code peakday.server}.
 *
 * @param address the interface to listen on; the default keeps a laptop's store to the laptop
 * @param port of pages and API; 0 for a free one
 * @param roles what this node does: {@code web} answers requests, {@code worker} relays events to Kafka and sends mails,
 *     {@code stream} handles events; upkeep is every node's
 * @param modules the modules that this node is for, by name; it has what they need besides. None: all
 * @param notice how long a node that is asked to stop goes on answering while {@code /health/ready} says 503 already, so that
 *     load balancers send it nothing more when it stops; longer than they take to see it
 * @param drain how long requests under way may take to finish at a stop
 * @param opsPort where a node without the web role answers {@code /health/live}, {@code /health/ready} and {@code /metrics};
 *     0 for a free one; none: nowhere
 * @param demo whether an empty store is filled with the demo catalogue at the first start
 */
@ConfigurationProperties("peakday.server")
@Validated
public record ServerSettings(
        @DefaultValue("127.0.0.1") @NotNull String address,
        @DefaultValue("8080") @Min(0) @Max(65535) int port,
        @DefaultValue({"web", "worker", "stream"}) @NotNull Set<Role> roles,
        @DefaultValue({}) @NotNull Set<String> modules,
        @DefaultValue("0s") @NotNull Duration notice,
        @DefaultValue("10s") @NotNull Duration drain,
        @Nullable @Min(0) @Max(65535) Integer opsPort,
        @DefaultValue("true") boolean demo) {

    /** What a node does. */
    public enum Role {
        WEB,
        WORKER,
        STREAM
    }

    boolean web() {
        return roles.contains(Role.WEB);
    }

    boolean worker() {
        return roles.contains(Role.WORKER);
    }

    boolean stream() {
        return roles.contains(Role.STREAM);
    }

    /** Where a browser on this machine finds the pages, or on another where the address says so. */
    public String url(TlsSettings tls, int boundPort) {
        String host = switch (address) {
            case "0.0.0.0", "::", "127.0.0.1" -> "localhost";
            default -> address.indexOf(':') >= 0 ? '[' + address + ']' : address;
        };
        return tls.scheme() + "://" + host + ":" + boundPort;
    }

    /** What the node does, of which modules' settings follow where those are not given. */
    NodeRoles does(boolean command, TlsSettings tls) {
        return new NodeRoles(command, worker(), stream(), port == 0 ? Optional.empty() : Optional.of(url(tls, port)));
    }
}

package io.peakday.server;

import io.peakday.engines.EngineSettings;
import io.peakday.engines.EngineTls;
import io.peakday.limits.LimitsSettings;
import io.peakday.server.settings.Settings;
import io.peakday.web.WebSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What settings let others than this machine see: a demo whose passwords everybody knows, and traffic in the clear. Reported at the start,
 * by {@code doctor} and in the console; none of it stops a start.
 */
public final class Exposure {
    private Exposure() {}

    /** Sentences for the operator: what it is, and what to do about it. Looks names up, and asks nobody else. */
    public static List<String> of(Settings settings) {
        List<String> found = new ArrayList<>();
        ServerSettings server = settings.bind(ServerSettings.class);
        demo(server).ifPresent(found::add);
        WebSettings web = settings.bind(WebSettings.class);
        boolean inTheClear = !settings.bind(TlsSettings.class).enabled()
                && web.trustedProxies().isBlank();
        if (server.web() && !isHere(server.address()) && inTheClear) {
            found.add("Pages and API are answered without TLS on " + server.address()
                    + ": passwords can be read on the way. Give"
                    + " peakday.server.tls.certificate and .key, or put a proxy before it and name that in"
                    + " peakday.web.trusted-proxies.");
        }
        EngineSettings engines = settings.bind(EngineTls.class).over(settings.bind(EngineSettings.class));
        postgres(engines.postgres(), found);
        kafka(engines.kafka(), found);
        LimitsSettings limits = settings.bind(LimitsSettings.class);
        redis("peakday.limits.redis.url", limits.redis().url(), found);
        limits.region().peers().forEach((name, url) -> redis("peakday.limits.region.peers." + name, url, found));
        return List.copyOf(found);
    }

    /** A demo store that others than this machine can reach. */
    public static java.util.Optional<String> demo(ServerSettings server) {
        return server.demo() && server.web() && !isHere(server.address())
                ? java.util.Optional.of(
                        "This is a demo store, and it listens on " + server.address()
                                + ": its logins are public, so whoever reaches it is its owner. Set peakday.server.demo=false (or start with"
                                + " --empty) for a store of your own, or peakday.server.address=127.0.0.1 to keep the demo to this machine.")
                : java.util.Optional.empty();
    }

    private static void postgres(EngineSettings.Postgres settings, List<String> found) {
        String url = settings.url();
        if (url == null || url.isBlank()) {
            return;
        }
        String where = url.replaceFirst("^jdbc:postgresql:(//)?", "").replaceFirst("[/?].*$", "");
        boolean verified = url.contains("sslmode=verify-full");
        if (!verified && isElsewhere(where)) {
            found.add("PostgreSQL at " + where
                    + " is not asked over verified TLS: set peakday.engines.tls.postgres=true, and"
                    + " peakday.engines.tls.ca if its authority is your own.");
        }
    }

    private static void kafka(EngineSettings.Kafka settings, List<String> found) {
        String servers = settings.servers();
        if (servers == null || servers.isBlank()) {
            return;
        }
        String protocol = settings.properties().getOrDefault("security.protocol", "PLAINTEXT");
        boolean named = !settings.properties()
                .getOrDefault("ssl.endpoint.identification.algorithm", "https")
                .isBlank();
        if (!(protocol.toUpperCase(Locale.ROOT).endsWith("SSL") && named) && isElsewhere(servers)) {
            found.add("Kafka at " + servers + " is not asked over verified TLS: set peakday.engines.tls.kafka=true, and"
                    + " peakday.engines.tls.ca if its authority is your own.");
        }
    }

    private static void redis(String setting, String url, List<String> found) {
        if (url.isBlank() || url.toLowerCase(Locale.ROOT).startsWith("rediss:")) {
            return;
        }
        String host = host(url);
        if (host != null && isElsewhere(host)) {
            found.add("Redis at " + host + " is not asked over TLS: let " + setting + " begin with rediss://, and set"
                    + " peakday.limits.redis.ca if its authority is your own.");
        }
    }

    private static @Nullable String host(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether one of these hosts, with or without ports, is not this machine. */
    private static boolean isElsewhere(String hosts) {
        for (String host : hosts.split(",")) {
            if (!isHere(host.replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", ""))) {
                return true;
            }
        }
        return false;
    }

    /** Whether only this machine reaches it. A name that nobody knows is not. */
    private static boolean isHere(String host) {
        try {
            return host.isBlank() || InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

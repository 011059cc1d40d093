package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.engines.OwnerDatabase;
import io.peakday.events.EventSettings;
import io.peakday.events.Outbox;
import io.peakday.testkit.TestDatabase;
import io.peakday.web.WebModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** One node of a program that has this room, the web room and some controllers, on a real server at a free port. */
final class TestNode implements AutoCloseable {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({WebModule.class, IdentityModule.class, ProbeRoutes.class})
    static class Program {}

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    final ConfigurableApplicationContext context;
    final int port;

    private TestNode(ConfigurableApplicationContext context) {
        this.context = context;
        this.port =
                ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    /** @param settings further ones, {@code name=value} */
    static TestNode start(TestDatabase postgres, Database database, InstantSource clock, String... settings) {
        return new TestNode(new SpringApplicationBuilder(Program.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(Database.class, () -> database);
                    beans.registerBean(OwnerDatabase.class, () -> new OwnerDatabase(postgres.owner()));
                    beans.registerBean(InstantSource.class, () -> clock);
                    beans.registerBean(
                            Outbox.class, () -> new Outbox(database, clock, EventSettings.withPrefix("test.")));
                })
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.threads.virtual.enabled=true",
                        "logging.level.root=warn",
                        "peakday.identity.passwords.memory-kib=1024",
                        "peakday.identity.passwords.passes=1")
                .properties(settings)
                .run());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Sends with headers given as name, value, name, value …; a POST gets an idempotency key if it has none. */
    HttpResponse<String> send(String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (method.equals("POST") && !List.of(headers).contains("Idempotency-Key")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        request.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, null, headers);
    }

    HttpResponse<String> post(String path, String json, String... headers) throws IOException, InterruptedException {
        return send("POST", path, json, headers);
    }

    /** {@code name=value} of a cookie that the reply sets; empty if it sets none of that name. */
    static String cookie(HttpResponse<?> reply, String name) {
        return reply.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        context.close();
    }
}

package io.peakday.cart;

import io.peakday.catalog.CatalogModule;
import io.peakday.engines.Database;
import io.peakday.engines.OwnerDatabase;
import io.peakday.events.EventSettings;
import io.peakday.events.Outbox;
import io.peakday.identity.IdentityModule;
import io.peakday.inventory.InventoryModule;
import io.peakday.sale.SaleModule;
import io.peakday.waiting.WaitingModule;
import io.peakday.web.WebModule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** One node of a program that sells, on a real server at a free port. */
final class TestNode implements AutoCloseable {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        WebModule.class,
        IdentityModule.class,
        CatalogModule.class,
        InventoryModule.class,
        WaitingModule.class,
        SaleModule.class,
        CartModule.class
    })
    static class Program {}

    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final ConfigurableApplicationContext context;
    final int port;

    TestNode(Database database) {
        context = new SpringApplicationBuilder(Program.class)
                .web(WebApplicationType.SERVLET)
                .initializers(any -> {
                    GenericApplicationContext beans = (GenericApplicationContext) any;
                    beans.registerBean(Database.class, () -> database);
                    // No task that needs an owner runs here.
                    beans.registerBean(OwnerDatabase.class, () -> new OwnerDatabase(database));
                    beans.registerBean(InstantSource.class, InstantSource::system);
                    beans.registerBean(
                            Outbox.class,
                            () -> new Outbox(database, InstantSource.system(), EventSettings.withPrefix("test.")));
                })
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.threads.virtual.enabled=true",
                        "logging.level.root=warn")
                .run();
        port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Headers as name, value, name, value …; {@code json} may be null. */
    HttpResponse<String> send(String method, String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        request.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** The data lines of a stream of server-sent events, as they come. */
    BlockingQueue<String> listen(String path) {
        BlockingQueue<String> data = new LinkedBlockingQueue<>();
        CLIENT.sendAsync(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofLines())
                .thenAccept(reply -> reply.body()
                        .filter(line -> line.startsWith("data:"))
                        .forEach(line -> data.add(line.substring("data:".length()))));
        return data;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        context.close();
    }
}

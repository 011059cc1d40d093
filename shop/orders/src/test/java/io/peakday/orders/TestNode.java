package io.peakday.orders;

import io.peakday.cart.CartModule;
import io.peakday.catalog.CatalogModule;
import io.peakday.engines.Database;
import io.peakday.engines.OwnerDatabase;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.EventSettings;
import io.peakday.events.Outbox;
import io.peakday.identity.IdentityModule;
import io.peakday.inventory.InventoryModule;
import io.peakday.payments.PaymentsModule;
import io.peakday.reviews.ReviewsModule;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** One node of a program that sells, on a real server at a free port, wired by the rooms' own modules. */
public final class TestNode implements AutoCloseable {
    public static final SchemaMigration[] SCHEMAS = schemas();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        WebModule.class,
        IdentityModule.class,
        CatalogModule.class,
        InventoryModule.class,
        WaitingModule.class,
        SaleModule.class,
        ReviewsModule.class,
        CartModule.class,
        PaymentsModule.class,
        OrdersModule.class
    })
    static class Program {}

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext context;
    private final int port;

    public TestNode(Database database) {
        this(database, "sandbox");
    }

    /** @param payments who takes the payments, as of {@code peakday.payments.provider} */
    public TestNode(Database database, String payments) {
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
                        "peakday.payments.sandbox-settles-after=0s",
                        "peakday.payments.provider=" + payments,
                        "logging.level.root=warn")
                .run();
        port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Headers as name, value, name, value …; {@code json} may be null. */
    public HttpResponse<String> send(String method, String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (json != null && !Arrays.asList(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        request.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        context.close();
    }

    private static SchemaMigration[] schemas() {
        List<SchemaMigration> all = new ArrayList<>(Arrays.asList(Stage.SCHEMAS));
        all.addAll(List.of(WebModule.SCHEMA, IdentityModule.SCHEMA, ReviewsModule.SCHEMA));
        return all.toArray(SchemaMigration[]::new);
    }
}

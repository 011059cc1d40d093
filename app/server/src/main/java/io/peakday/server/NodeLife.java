package io.peakday.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.peakday.engines.BeforeOpening;
import io.peakday.engines.Engines;
import io.peakday.engines.NodeHealth;
import io.peakday.engines.NodeModules;
import io.peakday.engines.StartListener;
import io.peakday.events.EventRuntime;
import io.peakday.payments.PaymentSetup;
import io.peakday.server.ops.OpsServer;
import io.peakday.server.settings.Settings;
import io.peakday.web.DeclaredRoutes;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

/**
 * The life of a node: opened, filled if it is empty, its background work started, announced to other commands; and all
 * of it in reverse at the end.
 */
public final class NodeLife implements AutoCloseable {
    private final Store store;
    private final PeriodicTasks tasks;
    private final String url;
    private final @Nullable OpsServer ops;

    private NodeLife(Store store, PeriodicTasks tasks, String url, ServerSettings settings) {
        this.store = store;
        this.tasks = tasks;
        this.url = url;
        Integer port = settings.opsPort();
        this.ops = settings.web() || port == null
                ? null
                : new OpsServer(
                        settings.address(),
                        port,
                        store.bean(NodeHealth.class),
                        store.bean(PrometheusMeterRegistry.class)::scrape);
    }

    public static NodeLife start(StoreOptions options, StartListener listener) {
        return start(Store.settings(options), listener);
    }

    /** With settings that have been checked already. */
    public static NodeLife start(Settings settings, StartListener listener) {
        Store store = Store.serve(settings, listener);
        try {
            return run(store, listener);
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private static NodeLife run(Store store, StartListener listener) {
        ServerSettings settings = store.settings().bind(ServerSettings.class);
        store.engines().bindTo(store.bean(MeterRegistry.class));
        store.all(BeforeOpening.class).forEach(each -> each.run(settings.demo(), listener));
        PeriodicTasks tasks = store.bean(PeriodicTasks.class);
        store.bean(EventRuntime.class).start();
        tasks.start();
        Integer port = store.port();
        String url = port == null ? "" : settings.url(store.settings().bind(TlsSettings.class), port);
        NodeLife life = new NodeLife(store, tasks, url, settings);
        store.all(DeclaredRoutes.class)
                .forEach(routes ->
                        NodeRoutes.write(store.engines().folder().path(), routes, store.bean(NodeModules.class)));
        announce(store, url);
        return life;
    }

    /** Once Kafka is there as well, so that a command that finds the node finds both engines. */
    private static void announce(Store store, String url) {
        Path data = store.engines().folder().path();
        String jdbcUrl = jdbcUrl(store.engines());
        String payments = store.all(PaymentSetup.class)
                .map(PaymentSetup::name)
                .findFirst()
                .orElse("");
        var _ = store.engines()
                .whenKafka()
                .thenAccept(kafka -> RunningNode.self(url, Version.current(), jdbcUrl, kafka, payments)
                        .write(data));
    }

    static String jdbcUrl(Engines engines) {
        String database = engines.postgres().status().where();
        return database.startsWith("jdbc:") ? database : "jdbc:postgresql://" + database;
    }

    /** Where the pages are; empty for a node without the web role. */
    public String url() {
        return url;
    }

    public Store store() {
        return store;
    }

    /** Where a node without the web role reports its health; 0 if it does not. */
    public int opsPort() {
        return ops == null ? 0 : ops.port();
    }

    /**
     * Stops in the order in which nothing is lost: says that it takes no more ({@code /health/ready} is 503, connections end with
     * their next answer), goes on answering for the {@linkplain ServerSettings#notice notice}, ends live streams, lets requests
     * under way finish, then events, then engines.
     */
    @Override
    public void close() {
        AvailabilityChangeEvent.publish(store.context(), ReadinessState.REFUSING_TRAFFIC);
        try {
            if (!url.isEmpty()) {
                Thread.sleep(store.settings().bind(ServerSettings.class).notice());
            }
            RunningNode.remove(store.engines().folder().path());
            tasks.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            try {
                store.close();
            } finally {
                if (ops != null) {
                    ops.close();
                }
            }
        }
    }
}

package io.peakday.server.whole;

import io.peakday.engines.Database;
import io.peakday.engines.EmbeddedLogins;
import io.peakday.engines.Engines;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.StartListener;
import io.peakday.server.NodeLife;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import io.peakday.testkit.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A whole node on a temporary folder with a small demo store in it, on a free port. */
public final class TestStore implements AutoCloseable {
    /** A store that fills in a few seconds. */
    public static final Map<String, String> SMALL = Map.of(
            "peakday.server.port", "0",
            "peakday.server.drain", "2s",
            "peakday.payments.provider", "sandbox",
            // A mail that was being sent when the database fell is sent again after this.
            "peakday.notify.queue.lease", "10s",
            "peakday.demo.products", "300",
            "peakday.demo.customers", "50",
            "peakday.demo.orders", "300",
            "peakday.demo.reviews", "200");

    static {
        // Whatever these tests wait for comes soon, but not on a machine that has other things to do.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private final Path folder;
    private final NodeLife node;
    private final Goods goods;
    private @Nullable Database superuser;

    private TestStore(Path folder, NodeLife node) {
        this.folder = folder;
        this.node = node;
        this.goods = new Goods(node.store());
    }

    /** Starts it; the tests of this JVM that share it have to leave its engines alone. */
    public static TestStore start(String purpose) {
        Path folder = folder(purpose);
        try {
            return new TestStore(folder, NodeLife.start(options(folder), StartListener.silent()));
        } catch (RuntimeException e) {
            TestFolder.delete(folder);
            throw e;
        }
    }

    /** A new data folder that belongs to nobody yet. */
    public static Path folder(String purpose) {
        try {
            return Files.createTempDirectory("peakday-whole-" + purpose + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the environment, so that a developer's own settings change nothing. */
    public static StoreOptions options(Path folder) {
        return new StoreOptions(folder, null, Map.of(), SMALL);
    }

    /** The same for a node in another folder that uses the embedded engines of this store. */
    public static StoreOptions beside(Store store, Path folder) {
        Engines engines = store.engines();
        EmbeddedLogins logins = EmbeddedLogins.ofStore(engines.folder().path());
        KafkaBootstrap kafka = engines.kafkaBootstrap();
        StoreOptions options = options(folder)
                .with("peakday.identity.audit-folder", engines.folder().path().toString())
                .with("peakday.events.key-folder", engines.folder().path().toString())
                .with(
                        "peakday.engines.postgres.url",
                        "jdbc:postgresql://" + engines.postgres().status().where())
                .with("peakday.engines.postgres.user", logins.program().user())
                .with("peakday.engines.postgres.password", logins.program().password())
                .with("peakday.engines.postgres.owner-user", logins.owner().user())
                .with("peakday.engines.postgres.owner-password", logins.owner().password())
                .with("peakday.engines.kafka.servers", kafka.servers());
        for (Map.Entry<String, String> property : kafka.clientProperties().entrySet()) {
            options = options.with("peakday.engines.kafka.properties." + property.getKey(), property.getValue());
        }
        return options;
    }

    /** The database as its superuser sees it: for what not even the tables' owner may do. */
    public synchronized Database superuser() {
        if (superuser != null) {
            return superuser;
        }
        Engines engines = node.store().engines();
        try {
            String password = Files.readString(engines.folder().path().resolve("postgres/password"));
            superuser = new Database(new DriverManagerDataSource(
                    "jdbc:postgresql://" + engines.postgres().status().where(), "peakday", password.strip()));
            return superuser;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database as the tables' owner sees it. */
    public Database owner() {
        return node.store().engines().owner().database();
    }

    public NodeLife node() {
        return node;
    }

    public Path folder() {
        return folder;
    }

    public String url() {
        return node.url();
    }

    public <T> T bean(Class<T> type) {
        return node.store().bean(type);
    }

    public Goods goods() {
        return goods;
    }

    @Override
    public void close() {
        try {
            node.close();
        } finally {
            TestFolder.delete(folder);
        }
    }
}

package io.peakday.server.whole;

import io.peakday.engines.KafkaBootstrap;
import io.peakday.kernel.ProgramClock;
import io.peakday.server.StoreOptions;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestFolder;
import io.peakday.testkit.TestKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A whole node, in a process of its own, whose clock and whose database's clock are shifted alike, and jump alike while it runs.
 *
 * <p>Its process is its own so that the shift concerns nobody else's threads; its database is one of the test run's.
 */
public final class ShiftedStore implements AutoCloseable {
    private final DatabaseClock database;
    private final Path folder;
    private final ChildNode node;
    private Duration ahead;

    private ShiftedStore(DatabaseClock database, Path folder, ChildNode node, Duration ahead) {
        this.database = database;
        this.folder = folder;
        this.node = node;
        this.ahead = ahead;
    }

    /**
     * Starts a small demo store, at that time.
     *
     * @param postgres without schemas, and not used yet
     */
    public static ShiftedStore start(TestDatabase postgres, Instant at) {
        Duration ahead = until(at);
        DatabaseClock database = DatabaseClock.install(postgres.owner().dataSource(), ahead);
        KafkaBootstrap kafka = TestKafka.bootstrap();
        Path folder = TestStore.folder("shifted");
        StoreOptions options = TestStore.options(folder)
                .with("peakday.engines.postgres.url", postgres.url())
                .with("peakday.engines.postgres.user", postgres.user())
                .with("peakday.engines.postgres.password", postgres.password())
                .with(
                        "peakday.engines.postgres.owner-user",
                        postgres.ownerLogin().user())
                .with(
                        "peakday.engines.postgres.owner-password",
                        postgres.ownerLogin().password())
                .with("peakday.engines.kafka.servers", kafka.servers())
                .with("peakday.events.topic-prefix", TestKafka.prefix());
        for (Map.Entry<String, String> property : kafka.clientProperties().entrySet()) {
            options = options.with("peakday.engines.kafka.properties." + property.getKey(), property.getValue());
        }
        try {
            ChildNode node = ChildNode.start(options, Map.of(ProgramClock.SHIFT, ahead.toString()));
            return new ShiftedStore(database, folder, node, ahead);
        } catch (RuntimeException | Error e) {
            TestFolder.delete(folder);
            throw e;
        }
    }

    /** Has both clocks jump to that time. */
    public void jumpTo(Instant at) {
        set(until(at));
    }

    /** Has both clocks jump forward, or back by a negative time. */
    public void jump(Duration by) {
        set(ahead.plus(by));
    }

    private void set(Duration to) {
        ahead = to;
        database.set(to);
        try {
            node.clock(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What time it is there. */
    public Instant now() {
        return Instant.now().plus(ahead);
    }

    public String url() {
        return node.url();
    }

    @Override
    public void close() {
        node.close();
        TestFolder.delete(folder);
    }

    private static Duration until(Instant at) {
        return Duration.ofMillis(Duration.between(Instant.now(), at).toMillis());
    }
}

package io.peakday.engines;

import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.kernel.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;

/**
 * The engines of this program: started embedded, or connected to elsewhere, by settings; the code behind them is the
 * same.
 *
 * <p>{@link #start} returns at once, with both engines starting side by side. Whoever needs one waits for that one:
 * PostgreSQL is usually there within half a second, Kafka two or three seconds later, so a program that migrates and
 * warms up meanwhile loses nothing.
 */
public final class Engines implements AutoCloseable {
    private final long began = System.nanoTime();
    private final DataFolder folder;
    private final StartListener listener;
    private final PostgresEngine postgres;
    private final KafkaEngine kafka;
    private final CompletableFuture<PostgresPool> pool;
    private final CompletableFuture<Database> database;
    private final CompletableFuture<String> brokers;
    private final KafkaBootstrap bootstrap;
    private final Supervisor supervisor;
    private volatile CompletableFuture<?> migration = CompletableFuture.completedFuture(true);
    private boolean closed;

    private Engines(EngineSettings settings, DataFolder folder, StartListener listener) {
        this.folder = folder;
        this.listener = listener;
        this.postgres = settings.postgres().embedded()
                ? new LocalPostgres(folder.path().resolve("postgres"), settings.postgres())
                : new RemotePostgres(settings.postgres());
        this.kafka = settings.kafka().embedded()
                ? new LocalKafka(folder.path().resolve("kafka"), settings.kafka())
                : new RemoteKafka(settings.kafka());
        this.pool = begin(postgres, postgres::open);
        this.database = pool.thenApply(open -> new Database(open.dataSource()));
        this.brokers = begin(kafka, () -> {
            kafka.open();
            return kafka.servers();
        });
        this.bootstrap = new Bootstrap();
        this.supervisor = new Supervisor(List.of(
                new Supervisor.Watched(postgres.name(), postgres::fell, postgres::revive),
                new Supervisor.Watched(kafka.name(), kafka::fell, kafka::revive)));
    }

    /**
     * Locks the data folder and begins to start both engines.
     *
     * @param modes what in the data folder is the store's
     * @throws Failure if the folder cannot be used; what is wrong with an engine comes from {@link #database} and
     *     {@link KafkaBootstrap#servers}
     */
    public static Engines start(EngineSettings settings, FolderModes modes, StartListener listener) {
        DataFolder folder = DataFolder.open(settings.folder(), modes);
        try {
            return new Engines(settings, folder, listener);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The database; waits until it answers. */
    public Database database() {
        return join(database);
    }

    /**
     * Brings the schemas up to date as their owner, and gives the program's role the rights that it needs of them.
     *
     * @throws Failure as {@link Migrator#migrate(DataSource, List, String)}
     */
    public void migrate(List<SchemaMigration> schemas) {
        join(pool);
        Migrator.migrate(postgres.owner().withoutDeadline(), schemas, postgres.program());
    }

    /** Begins to {@link #migrate} once the database answers, and returns at once; {@link #awaitMigration} waits for it. */
    public void beginMigration(List<SchemaMigration> schemas) {
        migration = CompletableFuture.runAsync(
                () -> migrate(schemas),
                task -> Thread.ofPlatform().daemon().name("migrate").start(task));
    }

    /**
     * Waits until the schemas are up to date.
     *
     * @throws Failure as {@link #migrate}, or if there is no database
     */
    public void awaitMigration() {
        join(migration);
    }

    /** The database as the tables' owner sees it; waits until it answers. */
    public OwnerDatabase owner() {
        join(pool);
        return new OwnerDatabase(new Database(postgres.owner().failingFast()));
    }

    /** Completes when the database answers, or with the {@link Failure} that says why it does not. */
    public CompletableFuture<Database> whenDatabase() {
        return database.copy();
    }

    /** Completes with the bootstrap list when Kafka answers, or with the {@link Failure} that says why it does not. */
    public CompletableFuture<String> whenKafka() {
        return brokers.copy();
    }

    /** Where Kafka is; asking it for its servers waits until Kafka answers. */
    public KafkaBootstrap kafkaBootstrap() {
        return bootstrap;
    }

    public Engine postgres() {
        return postgres;
    }

    public Engine kafka() {
        return kafka;
    }

    /** The locked folder, where other modules may keep what can be rebuilt. */
    public DataFolder folder() {
        return folder;
    }

    /** Asks both engines, for at most two seconds each. */
    public List<EngineStatus> status() {
        return List.of(postgres.status(), kafka.status());
    }

    /** Without the database a node cannot answer; Kafka may be away for a while, and what it has to carry waits. */
    public List<HealthCheck> healthChecks() {
        return List.of(
                HealthCheck.required(postgres.name(), postgres::trouble),
                HealthCheck.degrading(kafka.name(), kafka::trouble));
    }

    /** Whether each engine is up, and the use of the connection pool ({@code hikaricp.*}). Call once. */
    public void bindTo(MeterRegistry registry) {
        for (Engine engine : List.of(postgres, kafka)) {
            Gauge.builder("peakday.engine.up", engine, each -> each.up() ? 1 : 0)
                    .tag("engine", engine.name())
                    .description("1 while the engine runs")
                    .register(registry);
        }
        var _ = pool.thenAccept(
                open -> open.dataSource().setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry)));
    }

    /** Stops what is ours, connections first, and gives the folder free. Whoever uses the engines is stopped before. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        supervisor.close();
        // An engine that is still starting is stopped when it has started, and a migration under way ends before.
        CompletableFuture<Void> kafkaStopped = brokers.handleAsync((servers, e) -> {
            kafka.close();
            return null;
        });
        CompletableFuture<Void> postgresStopped = CompletableFuture.allOf(pool, migration)
                .handleAsync((done, e) -> {
                    postgres.close();
                    return null;
                });
        try {
            CompletableFuture.allOf(kafkaStopped, postgresStopped).join();
        } finally {
            folder.close();
        }
    }

    private <T> CompletableFuture<T> begin(Engine engine, Callable<T> opening) {
        CompletableFuture<T> opened = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("start-" + engine.name()).start(() -> {
            try {
                listener.reached(engine.name(), "starting", elapsed());
                T open = opening.call();
                listener.reached(engine.name(), "ready", elapsed());
                opened.complete(open);
            } catch (Exception | Error e) {
                opened.completeExceptionally(e);
            }
        });
        return opened;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e;
        }
    }

    private final class Bootstrap implements KafkaBootstrap {
        @Override
        public String servers() {
            join(brokers);
            return kafka.servers();
        }

        @Override
        public Map<String, String> clientProperties() {
            join(brokers);
            return kafka.clientProperties();
        }
    }
}

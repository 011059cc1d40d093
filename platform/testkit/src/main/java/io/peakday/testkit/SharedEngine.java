package io.peakday.testkit;

import io.peakday.engines.kafka.KafkaOptions;
import io.peakday.engines.kafka.KafkaServer;
import io.peakday.engines.postgres.PostgresOptions;
import io.peakday.engines.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An engine that test classes share. In a Maven build there is one for all its test processes, in a process of its own ({@link
 * EngineHost}); elsewhere, as in an editor, each test process runs its own. Either is started when it is first asked for.
 */
enum SharedEngine {
    POSTGRES("256m") {
        @Override
        Runnable start(Path folder) {
            PostgresOptions usual = PostgresOptions.forgetful(folder, PostgresOptions.userCache());
            Map<String, String> configuration = new HashMap<>(usual.configuration());
            // Two test processes use it at a time, each with several pools; and it keeps the templates of all modules.
            configuration.put("max_connections", "400");
            configuration.put("autovacuum_naptime", "60s");
            PostgresServer server =
                    new PostgresServer(new PostgresOptions(folder, usual.cache(), 0, configuration, usual.timeout()));
            server.start();
            return server::stop;
        }
    },

    KAFKA("512m") {
        @Override
        Runnable start(Path folder) {
            // It is never started again, so that nobody waits for an old session; and a busy machine is no reason to
            // end one.
            KafkaServer server =
                    new KafkaServer(new KafkaOptions(folder, 0, Map.of("broker.session.timeout.ms", "9000")));
            server.start();
            return server::stop;
        }
    };

    private static final Map<SharedEngine, Path> FOLDERS = new ConcurrentHashMap<>();

    private final String heap;

    SharedEngine(String heap) {
        this.heap = heap;
    }

    /** Starts one in that folder, and gives what stops it. */
    abstract Runnable start(Path folder);

    /** The most memory that a process takes for its objects which runs nothing but this engine. */
    String heap() {
        return heap;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The folder of the one that runs: it says how to connect. */
    Path folder() {
        return FOLDERS.computeIfAbsent(
                this,
                engine -> Build.current().map(build -> build.engine(engine)).orElseGet(engine::startHere));
    }

    /** Starts one that ends with this process, and gives its folder. */
    Path startHere() {
        Path fresh = TestFolder.create(id());
        Runnable stop = start(fresh);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.run();
            TestFolder.delete(fresh);
        }));
        return fresh;
    }
}

package io.peakday.cli;

import io.peakday.kernel.Failure;
import io.peakday.server.RunningNode;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which store a command means; the same for every command. */
final class StoreChoice {
    @Option(
            names = {"-d", "--data"},
            paramLabel = "DIR",
            description = "The store's data folder (default: .peakday in the project's folder).")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A settings file (default: peakday.properties in the working folder, if there is one).")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting; beats the environment (PEAKDAY_…), which beats the file.")
    private Map<String, String> settings = new LinkedHashMap<>();

    StoreOptions options() {
        return options(Map.of());
    }

    StoreOptions options(Map<String, String> flags) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(flags);
        return StoreOptions.of(dataOrDefault(all), config, all);
    }

    private @Nullable Path dataOrDefault(Map<String, String> all) {
        if (data != null) {
            return data;
        }
        String home = System.getProperty("peakday.home");
        boolean chosen = all.containsKey("peakday.engines.folder")
                || System.getenv("PEAKDAY_ENGINES_FOLDER") != null
                || config != null;
        return chosen || home == null ? null : Path.of(home, ".peakday");
    }

    /** What another command needs to mean the same store, to be put into a sentence; empty for the default one. */
    String dataFlag() {
        return data == null ? "" : " --data " + data;
    }

    Path folder() {
        return Store.folder(Store.settings(options()));
    }

    Optional<RunningNode> running() {
        return RunningNode.find(folder());
    }

    /** @throws Failure {@code store.running} if a node has this store open */
    void requireStopped() {
        running().ifPresent(node -> {
            throw Failure.conflict(
                    "store.running",
                    "This store is running already, at " + node.url() + " (process " + node.pid() + "). 'peakday down"
                            + dataFlag() + "' stops it; --data opens another one.");
        });
    }
}

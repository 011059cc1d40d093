package io.peakday.cli;

import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.engines.ProgramModules;
import io.peakday.engines.StartListener;
import io.peakday.kernel.Failure;
import io.peakday.server.ModuleRegistry;
import io.peakday.server.RunningNode;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import io.peakday.server.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store that a command means, with what only the program itself asks: its folder, its settings and its running node. */
final class ChosenStore extends StoreChoice {
    @Override
    public OpenStore open(Map<String, String> flags) {
        return new OfflineStore(Store.offline(options(flags), StartListener.silent()));
    }

    @Override
    public ProgramModules modules() {
        return ProgramModules.of(ModuleRegistry.all());
    }

    @Override
    protected void requireStore() {
        Settings settings = Store.settings(options());
        String elsewhere = Store.engines(settings).postgres().url();
        Path folder = Store.folder(settings);
        if ((elsewhere == null || elsewhere.isBlank()) && Files.notExists(folder.resolve("postgres"))) {
            throw Failure.notFound(
                    "store.none",
                    "There is no store in " + folder + ". 'peakday up" + dataFlag()
                            + "' makes one there; --data says where another one is.");
        }
    }

    StoreOptions options() {
        return options(Map.of());
    }

    StoreOptions options(Map<String, String> flags) {
        Map<String, String> all = new LinkedHashMap<>(settings());
        all.putAll(flags);
        return StoreOptions.of(dataOrDefault(all), config(), all);
    }

    private @Nullable Path dataOrDefault(Map<String, String> all) {
        if (data() != null) {
            return data();
        }
        String home = System.getProperty("peakday.home");
        boolean chosen = all.containsKey("peakday.engines.folder")
                || System.getenv("PEAKDAY_ENGINES_FOLDER") != null
                || config() != null;
        return chosen || home == null ? null : Path.of(home, ".peakday");
    }

    Path folder() {
        return Store.folder(Store.settings(options()));
    }

    Optional<RunningNode> running() {
        return RunningNode.find(folder());
    }

    /** @throws Failure {@code store.running} if a node has this store open */
    void requireStopped() {
        requireStopped(folder());
    }

    /** The same where the folder is known. */
    void requireStopped(Path folder) {
        RunningNode.find(folder).ifPresent(node -> {
            throw Failure.conflict(
                    "store.running",
                    "This store is running already, at " + node.url() + " (process " + node.pid() + "). 'peakday down"
                            + dataFlag() + "' stops it; --data opens another one.");
        });
    }
}

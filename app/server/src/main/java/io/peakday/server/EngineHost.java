package io.peakday.server;

import io.peakday.engines.EngineSettings;
import io.peakday.engines.Engines;
import io.peakday.engines.StartListener;
import io.peakday.server.settings.Settings;
import java.nio.file.Path;
import java.util.Map;

/**
 * The engines of several nodes on one machine, in a process that answers no requests itself: so any node may die and the others go
 * on. Engines that the settings say are elsewhere stay there, and the nodes go to them by themselves.
 */
public final class EngineHost implements AutoCloseable {
    /** Connections of commands and of the host itself, beside those of the nodes. */
    private static final int SPARE_CONNECTIONS = 40;

    private final Settings settings;
    private final EngineSettings wanted;
    private final Engines engines;
    private final RunningNode self;

    private EngineHost(Settings settings, EngineSettings wanted, Engines engines, RunningNode self) {
        this.settings = settings;
        this.wanted = wanted;
        this.engines = engines;
        this.self = self;
    }

    /**
     * Starts what is embedded, brings the schemas up to date, and returns when both engines answer.
     *
     * @param nodes how many will use them
     */
    public static EngineHost open(StoreOptions options, int nodes, StartListener listener) {
        Settings settings = Store.settings(options);
        EngineSettings wanted = Store.engines(settings);
        Engines engines =
                Engines.start(wanted.with(roomy(wanted.postgres(), nodes)), ModuleRegistry.folderModes(), listener);
        try {
            engines.migrate(ModuleRegistry.schemas());
            String kafka = engines.kafkaBootstrap().servers();
            RunningNode self = RunningNode.self("", Version.current(), NodeLife.jdbcUrl(engines), kafka, "");
            return new EngineHost(settings, wanted, engines, self);
        } catch (RuntimeException e) {
            engines.close();
            throw e;
        }
    }

    private static EngineSettings.Postgres roomy(EngineSettings.Postgres given, int nodes) {
        return given.withConnections(
                given.poolSize(), Math.max(given.maxConnections(), nodes * given.poolSize() + SPARE_CONNECTIONS));
    }

    /** The settings by which a node uses the engines that are embedded here; two of them are passwords. */
    public Map<String, String> settingsOfNodes() {
        Map<String, String> all = self.settingsBeside(folder(), wanted);
        return Map.copyOf(all);
    }

    /** Whether the operator has given this setting; what is not given may be chosen. */
    public boolean given(String key) {
        return settings.values().containsKey(key);
    }

    public Path folder() {
        return engines.folder().path();
    }

    /** Records for other commands where the store's pages are, and that its engines run here. */
    public void announce(String url) {
        new RunningNode(
                        self.pid(),
                        self.processStart(),
                        url,
                        self.version(),
                        self.startedAt(),
                        self.jdbcUrl(),
                        self.kafka(),
                        self.payments())
                .write(folder());
    }

    @Override
    public void close() {
        RunningNode.remove(folder());
        engines.close();
    }
}

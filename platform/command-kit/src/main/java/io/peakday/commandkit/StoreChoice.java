package io.peakday.commandkit;

import io.peakday.engines.ProgramModules;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say which store a command means, the same for every command, and the way to it: a mixin that a command's
 * constructor asks for. The program implements how a store is opened.
 */
public abstract class StoreChoice {
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

    /**
     * Opens it, for as long as the command works.
     *
     * @throws io.peakday.kernel.Failure if there is no such store, settings are wrong or the store cannot be opened
     */
    public final OpenStore open() {
        requireStore();
        return open(Map.of());
    }

    /** Opens it, or makes it where there is none yet: for commands that a new store begins with. */
    public final OpenStore openOrMake() {
        return open(Map.of());
    }

    /**
     * So that a folder that was typed wrong is not taken for an empty store.
     *
     * @throws io.peakday.kernel.Failure if it is known that there is no such store
     */
    protected void requireStore() {}

    /**
     * Opens it, or makes it where there is none yet.
     *
     * @param flags settings that this command sets, which beat all others
     */
    public abstract OpenStore open(Map<String, String> flags);

    /** The modules of the program that opens it, also those that commands leave out; no store needs to be there. */
    public abstract ProgramModules modules();

    /** What another command needs to mean the same store, to be put into a sentence; empty for the default one. */
    public final String dataFlag() {
        return data == null ? "" : " --data " + data;
    }

    protected final @Nullable Path data() {
        return data;
    }

    protected final @Nullable Path config() {
        return config;
    }

    protected final Map<String, String> settings() {
        return settings;
    }
}

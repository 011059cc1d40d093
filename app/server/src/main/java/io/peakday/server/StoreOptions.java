package io.peakday.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to open a store: what the command line was given.
 *
 * @param data the data folder, or null for the one in the settings
 * @param config a settings file, or null for {@code peakday.properties} in the working folder if there is one
 * @param environment variables, of which those starting with {@code PEAKDAY_} are settings
 * @param flags settings by key; they win
 */
public record StoreOptions(
        @Nullable Path data, @Nullable Path config, Map<String, String> environment, Map<String, String> flags) {

    public static StoreOptions of(@Nullable Path data, @Nullable Path config, Map<String, String> flags) {
        return new StoreOptions(data, config, System.getenv(), flags);
    }

    /** The same with one more flag. */
    public StoreOptions with(String key, String value) {
        Map<String, String> more = new HashMap<>(flags);
        more.put(key, value);
        return new StoreOptions(data, config, environment, more);
    }
}

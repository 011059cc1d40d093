package io.peakday.engines;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an engine is.
 *
 * @param engine {@code PostgreSQL} or {@code Kafka}
 * @param embedded whether it belongs to this program
 * @param up whether it answered just now
 * @param version its version, or an empty string while that is not known
 * @param where its address, without secrets
 * @param trouble what is wrong, as a sentence; null when it is up
 * @param figures numbers worth showing, by name: pool use, sizes in bytes
 */
public record EngineStatus(
        String engine,
        boolean embedded,
        boolean up,
        String version,
        String where,
        @Nullable String trouble,
        Map<String, Long> figures) {}

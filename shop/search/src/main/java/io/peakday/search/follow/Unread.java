package io.peakday.search.follow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Changed products that are still to be read back, each with the version that it has reached at least. For one thread at a time. */
final class Unread {
    private final Map<UUID, Long> leastVersions = new LinkedHashMap<>();

    void add(Map<UUID, Long> changed) {
        changed.forEach((id, version) -> leastVersions.merge(id, version, Math::max));
    }

    /** Those of which no version is known. */
    void add(Collection<UUID> products) {
        products.forEach(id -> leastVersions.merge(id, 0L, Math::max));
    }

    boolean isEmpty() {
        return leastVersions.isEmpty();
    }

    int size() {
        return leastVersions.size();
    }

    /** Those that wait longest. */
    Map<UUID, Long> first(int most) {
        Map<UUID, Long> batch = new LinkedHashMap<>();
        leastVersions.entrySet().stream().limit(most).forEach(entry -> batch.put(entry.getKey(), entry.getValue()));
        return batch;
    }

    void remove(Collection<UUID> read) {
        read.forEach(leastVersions::remove);
    }
}

package io.peakday.inventory;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peakday.engines.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The available units, remembered for pages.
 *
 * <p>Every change is sent as an event to every node, which then forgets the variant. A look-up that is under way when the
 * event arrives may have read the old number: Caffeine's asynchronous cache holds its entry while it loads, so forgetting
 * removes that entry too, and what the late load brings is handed to who asked but not kept. The look-up begins after the
 * change was committed, or is forgotten; either way nothing stale stays. Where events may have been missed (a node that joins)
 * everything is forgotten; without Kafka what another node changes is seen after the time to live.
 */
final class Availability {
    static final String READ = """
            select s.variant_id, sum(s.on_hand - s.reserved)
            from inventory.stock s join inventory.location l on l.id = s.location_id and l.active
            where s.variant_id = any(?)
            group by s.variant_id""";

    private final Database database;
    private final AsyncLoadingCache<UUID, Integer> cache;

    Availability(Database database, InventorySettings settings) {
        this.database = database;
        // Loads run on the thread that asks (it waits anyway, and is a virtual one).
        this.cache = Caffeine.newBuilder()
                .maximumSize(settings.cachedVariants())
                .expireAfterWrite(settings.cacheTtl())
                .executor(Runnable::run)
                .buildAsync(new CacheLoader<>() {
                    @Override
                    public Integer load(UUID variant) {
                        return read(Set.of(variant)).getOrDefault(variant, 0);
                    }

                    @Override
                    public Map<UUID, Integer> loadAll(Set<? extends UUID> variants) {
                        return read(variants);
                    }
                });
    }

    Map<UUID, Integer> of(Collection<UUID> variants) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return read(new HashSet<>(variants)); // may see what is not committed, and must not be remembered
        }
        try {
            return cache.getAll(new HashSet<>(variants)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    void forget(Collection<UUID> variants) {
        cache.synchronous().invalidateAll(variants);
    }

    void forgetAll() {
        cache.synchronous().invalidateAll();
    }

    /** By the database, each variant asked for. */
    private Map<UUID, Integer> read(Set<? extends UUID> variants) {
        Map<UUID, Integer> available = new HashMap<>();
        variants.forEach(variant -> available.put(variant, 0));
        database.connection(connection -> {
            try (var select = connection.prepareStatement(READ)) {
                select.setArray(1, connection.createArrayOf("uuid", variants.toArray()));
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        available.put(rows.getObject(1, UUID.class), rows.getInt(2));
                    }
                }
            }
            return available;
        });
        return available;
    }
}

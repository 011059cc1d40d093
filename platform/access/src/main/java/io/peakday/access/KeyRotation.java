package io.peakday.access;

import io.peakday.audit.Audit;
import io.peakday.identity.Permissions;
import io.peakday.kernel.Failure;
import io.peakday.secrets.RotatingKeys;
import io.peakday.secrets.RotatingKeys.SharedKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The keys that all nodes share: what signs sessions, tickets, webhooks and the like. They are listed, never shown, and replaced
 * one by one; every replacement is in the audit log.
 */
public final class KeyRotation {
    private final List<RotatingKeys> keepers;
    private final Duration overlap;
    private final Audit audit;
    private final Permissions permissions;

    KeyRotation(List<RotatingKeys> keepers, Duration overlap, Audit audit, Permissions permissions) {
        this.keepers = List.copyOf(keepers);
        this.overlap = overlap;
        this.audit = audit;
        this.permissions = permissions;
    }

    /** All of them, by name. */
    public List<SharedKey> list() {
        return keepers.stream()
                .flatMap(keeper -> keeper.list().stream())
                .sorted(Comparator.comparing(SharedKey::name))
                .toList();
    }

    /** Whether the current actor may end at once what a key signed. */
    public boolean mayEnd() {
        return Grants.isOverEverybody(permissions.all());
    }

    /** For how long two keys count while one is replaced. */
    public Duration overlap() {
        return overlap;
    }

    /**
     * Makes a new key the one that signs. What the present one signed counts on for {@link #overlap}, so that nobody notices.
     *
     * @param endOld what was signed before counts no more from now on: for a key that somebody else knows
     * @throws Failure {@code identity.no-key}; {@code identity.key-overlaps} while the one before the present key still counts;
     *     {@code identity.beyond-your-rights} if an old key is to end and the current actor does not hold everything: what it
     *     signed is everybody's
     */
    public SharedKey rotate(String name, boolean endOld) {
        if (endOld) {
            Grants.requireOverEverybody(permissions.all());
        }
        for (RotatingKeys keeper : keepers) {
            switch (keeper.rotate(name, endOld ? Duration.ZERO : overlap)) {
                case DONE -> {
                    audit.append("key.rotated", "key:" + name, Map.of("ended", endOld));
                    return find(name);
                }
                case STILL_OVERLAPPING ->
                    throw Failure.conflict(
                            "identity.key-overlaps",
                            "The key " + name + " was replaced not long ago, and the one before it still counts until "
                                    + find(name).previousUntil()
                                    + ". Wait until then, or end what was signed before.");
                case UNKNOWN -> {
                    // The next keeper may have it.
                }
            }
        }
        throw Failure.notFound(
                "identity.no-key",
                "There is no such key. There are: "
                        + list().stream().map(SharedKey::name).collect(Collectors.joining(", ")) + ".");
    }

    private SharedKey find(String name) {
        return list().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

package io.peakday.inventory;

import java.util.List;
import java.util.UUID;

/** The places where stock lies. Few, and rarely changed. */
public final class Locations {
    Locations() {}

    /** All of them, by priority, then code. */
    public List<Location> all() {
        throw new UnsupportedOperationException();
    }

    /**
     * Stores the location under its id, new or changed.
     *
     * @throws io.peakday.kernel.Failure {@code inventory.location-code-taken} if another location has its code
     */
    public void put(Location location) {
        throw new UnsupportedOperationException();
    }

    /** The active location of the first priority; made (a warehouse {@code main}) if there is none at all. */
    public Location primary() {
        throw new UnsupportedOperationException();
    }

    /** As {@link #primary}, its id. */
    public UUID primaryId() {
        return primary().id();
    }
}

package io.peakday.storefrontkit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A slot of the front page, which is the same for everybody and kept ready. */
public non-sealed interface HomeShelf extends StorefrontSlot {
    /** Where on the page. */
    default Place place() {
        return Place.SHELF;
    }

    /** By which events what was drawn becomes outdated. */
    default List<Invalidation<?>> invalidations() {
        return List.of();
    }

    /** As {@link ProductSlot#version}. */
    default @Nullable Object version() {
        return null;
    }

    /** Null where it has nothing to show. */
    @Nullable
    Part draw();

    /** Where on the front page. */
    enum Place {
        /** Above everything else, a line. */
        TOP,
        /** Below what sells best and what is new. */
        SHELF
    }

    /**
     * What it shows.
     *
     * @param until from when on it is no longer true; null: until an event says so
     */
    record Part(Fragment fragment, @Nullable Instant until) {
        public static Part of(Fragment fragment) {
            return new Part(fragment, null);
        }
    }
}

package io.peakday.secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who keeps keys that all nodes share and that can be replaced while they run. Collected as beans. */
public interface RotatingKeys {
    /**
     * A shared key, without the key.
     *
     * @param name unique among all keepers: {@code session}; those of one use begin alike, up to a colon
     * @param since when it became the one that signs
     * @param previousUntil until when what the one before it signed counts; null if nothing of that counts
     */
    record SharedKey(String name, Instant since, @Nullable Instant previousUntil) {}

    /** What became of a rotation. */
    enum Rotated {
        DONE,
        /** The key before the present one still counts; with a second rotation it would not. */
        STILL_OVERLAPPING,
        /** This keeper has no such key. */
        UNKNOWN
    }

    /** All of them that were needed so far, by name. */
    List<SharedKey> list();

    /**
     * Replaces a key. What the one before it signed counts for as long as {@code overlap} says; zero ends it at once, and whatever
     * counted from before, too.
     */
    Rotated rotate(String name, Duration overlap);
}

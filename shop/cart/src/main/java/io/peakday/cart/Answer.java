package io.peakday.cart;

import org.jspecify.annotations.Nullable;

/**
 * What a group says to one of its edits.
 *
 * @param outcome {@code null} if there was no edit: no such cart, or the key belongs to another edit
 * @param repeated whether the edit was done before, under the same key
 */
record Answer(@Nullable EditOutcome outcome, boolean repeated) {
    /** There is no such cart of this owner. */
    static final Answer NOT_FOUND = new Answer(null, false);

    /** The key was used for a different edit. */
    static final Answer KEY_REUSED = new Answer(null, true);
}

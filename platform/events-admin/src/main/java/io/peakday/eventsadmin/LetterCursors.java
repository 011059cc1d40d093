package io.peakday.eventsadmin;

import io.peakday.web.Cursors;
import io.peakday.web.Parameters;
import org.jspecify.annotations.Nullable;

/** Cursors of the list of dead letters: the position of the last one shown, so that it may be handled or given up meanwhile. */
public final class LetterCursors {
    private LetterCursors() {}

    /** The cursor that goes on after this position; null of null. */
    public static @Nullable String of(@Nullable Long next) {
        return next == null ? null : Cursors.of(next);
    }

    /**
     * The position that a cursor holds; null where there is none.
     *
     * @throws io.peakday.kernel.Failure {@code web.bad-cursor} if it is not a cursor of that list
     */
    public static @Nullable Long read(@Nullable String cursor) {
        try {
            return Cursors.read(cursor, 1)
                    .map(parts -> Parameters.whole(parts.getFirst()))
                    .orElse(null);
        } catch (NumberFormatException e) {
            throw Cursors.bad();
        }
    }
}

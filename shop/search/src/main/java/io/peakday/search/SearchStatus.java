package io.peakday.search;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the index does.
 *
 * @param documents products that can be found
 * @param rebuilding whether a rebuild from the catalogue is under way
 * @param rebuilt products written by the rebuild so far
 * @param problem why the index is not whole, in a sentence; null when all is well
 */
public record SearchStatus(
        long documents,
        long generation,
        boolean complete,
        boolean rebuilding,
        long rebuilt,
        Path folder,
        long bytes,
        @Nullable String problem) {

    /** Why nobody should be sent here to search, as a sentence; null when they may. An older index that serves may. */
    public @Nullable String unusable() {
        if (complete) {
            return null;
        }
        return rebuilding
                ? "It is being built for the first time, or again after it was lost; " + rebuilt
                        + " products are in it."
                : "There is no whole index yet" + (problem == null ? "." : ": " + problem);
    }
}

package io.peakday.storefrontkit;

import java.util.List;

/**
 * Pages that need somebody to be signed in: who is not is led to sign in, and back. A bean of the module that has them.
 *
 * @param paths patterns such as {@code /reviews/new}
 */
public record SignedInPages(List<String> paths) {
    public SignedInPages {
        paths = List.copyOf(paths);
    }
}

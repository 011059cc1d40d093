package io.peakday.limits;

import org.jspecify.annotations.Nullable;

/** Who asks. Each part is asked for only if a policy counts by it. */
public interface Who {
    /** The network address as text. */
    String address();

    /** The id of the signed-in customer; null for everybody else. */
    @Nullable
    String customer();

    /** The id of the API key; null without one. */
    @Nullable
    String apiKey();

    /** A stable name of whoever is signed in in whatever way, such as {@code staff:0198…}; null for a guest. */
    @Nullable
    String signedIn();
}

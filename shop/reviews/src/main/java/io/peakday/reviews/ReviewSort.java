package io.peakday.reviews;

/** The order of a product's reviews; what is equal goes newest first. */
public enum ReviewSort {
    HELPFUL,
    NEWEST,
    HIGHEST,
    LOWEST
}

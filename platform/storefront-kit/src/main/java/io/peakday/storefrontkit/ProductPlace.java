package io.peakday.storefrontkit;

/** Where on a product's page. */
public enum ProductPlace {
    /** Below the title, a line. */
    TITLE,
    /** Above the button that buys. */
    OFFER,
    /** Below the product, as wide as the page. */
    SECTION
}

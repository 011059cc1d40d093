package io.peakday.catalog.console;

import io.peakday.catalog.ProductState;

/** The colours of the states of products. */
public final class ProductLabels {
    private ProductLabels() {}

    /** Of the badge that shows it: a class of the stylesheet, empty for a plain one. */
    public static String css(ProductState state) {
        return switch (state) {
            case DRAFT -> "info";
            case PUBLISHED -> "good";
            case ARCHIVED -> "";
        };
    }
}

package io.peakday.sale.console;

import io.peakday.sale.SaleState;

/** The colours of the states of sales. */
public final class SaleLabels {
    private SaleLabels() {}

    /** Of the badge that shows it: a class of the stylesheet, empty for a plain one. */
    public static String css(SaleState state) {
        return switch (state) {
            case PLANNED -> "info";
            case OPEN -> "good";
            case PAUSED -> "warn";
            case CLOSED -> "";
            case STOPPED -> "bad";
        };
    }
}

package io.peakday.cart.planted;

import io.peakday.benchkit.Figure;

/** Uses a benchmark where people are served, so that the rule against it is seen to work. */
public final class MeasuresItself {
    private MeasuresItself() {}

    public static double rate(Figure figure) {
        return figure.perSecond();
    }
}

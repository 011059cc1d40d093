package io.peakday.feeds;

import java.util.List;
import java.util.UUID;

/**
 * Where the stock column of an import goes; stock is another module's. Called after the products it concerns were saved,
 * and called again with the same rows when an interrupted import goes on, so it must set levels, not add to them.
 */
@FunctionalInterface
public interface StockSink {
    StockSink NONE = levels -> {};

    void set(List<Level> levels);

    /** @param onHand units, zero or more */
    record Level(UUID variantId, int onHand) {}
}

package io.peakday.feeds;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the stock column of an import goes; stock is another module's. Called after the products it concerns were saved,
 * and called again with the same rows when an interrupted import goes on, so it must set levels, not add to them.
 */
@FunctionalInterface
public interface StockSink {
    StockSink NONE = levels -> {};

    void set(List<Level> levels);

    /** What a variant has of which the file says nothing; null: it is left as it is. */
    default @Nullable Integer otherwise() {
        return null;
    }

    /** @param onHand units, zero or more */
    record Level(UUID variantId, int onHand) {}
}

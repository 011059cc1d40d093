package io.peakday.sale;

import java.time.Instant;

/** Where a sale stands at a moment. */
public enum SaleState {
    PLANNED,
    OPEN,
    PAUSED,
    CLOSED,
    STOPPED;

    static SaleState at(Instant now, Instant opensAt, Instant closesAt, boolean paused, boolean stopped) {
        if (stopped) {
            return STOPPED;
        }
        if (!now.isBefore(closesAt)) {
            return CLOSED;
        }
        if (now.isBefore(opensAt)) {
            return PLANNED;
        }
        return paused ? PAUSED : OPEN;
    }
}

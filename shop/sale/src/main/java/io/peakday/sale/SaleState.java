package io.peakday.sale;

import java.time.Instant;

/** Where a sale stands at a moment. */
public enum SaleState {
    /** It has not opened yet. */
    PLANNED,
    /** Units can be claimed. */
    OPEN,
    /** It has opened, and no claim is granted until it is resumed. */
    PAUSED,
    /** Its closing time has come. */
    CLOSED,
    /** Staff ended it permanently, before or after its opening. */
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

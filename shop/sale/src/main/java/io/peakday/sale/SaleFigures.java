package io.peakday.sale;

import java.time.Instant;
import java.util.List;

/**
 * How a sale goes, in claims (a claim may be of several units).
 *
 * @param granted ever: those held, sold and expired together
 * @param expired not paid in time, or not wanted any more: back on sale
 * @param perSecond claims granted in each of the last {@value #SECONDS} whole seconds, the oldest first
 * @param at by the database's clock; a second old at most
 */
public record SaleFigures(long granted, long held, long sold, long expired, List<Integer> perSecond, Instant at) {
    /** How far back the rate goes. */
    public static final int SECONDS = 60;

    public SaleFigures {
        perSecond = List.copyOf(perSecond);
    }

    /** Claims in the last whole second. */
    public int rate() {
        return perSecond.getLast();
    }

    /** How many of a hundred claims that were granted were paid; 0 where none was granted. */
    public double conversion() {
        return granted == 0 ? 0 : 100.0 * sold / granted;
    }
}

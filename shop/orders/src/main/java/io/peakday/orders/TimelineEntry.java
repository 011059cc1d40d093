package io.peakday.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an order.
 *
 * @param at when it happened
 * @param kind {@code state} (a transition), {@code note}, {@code refund}, {@code return}, {@code claim} (a guest became a
 *     customer) or {@code erasure}
 * @param from the state before, of a transition; else null, and of the very first
 * @param to the state after, of a transition; else null
 * @param actor who did it, as staff read it: {@code customer}, {@code guest}, {@code system}, {@code staff Anna Berg},
 *     {@code api-key warehouse}; customers are shown {@code customer}, {@code guest} or {@code shop}
 * @param detail a plain sentence, may be empty
 * @param internal for staff only (notes); never shown to the customer
 */
public record TimelineEntry(
        Instant at,
        String kind,
        @Nullable OrderState from,
        @Nullable OrderState to,
        String actor,
        String detail,
        boolean internal) {
    /** What is no transition, for customer and staff. */
    static TimelineEntry happened(Instant at, String kind, String actor, String detail) {
        return new TimelineEntry(at, kind, null, null, actor, detail, false);
    }

    /** What is no transition, and no affair of the customer's. */
    static TimelineEntry forStaff(Instant at, String kind, String actor, String detail) {
        return new TimelineEntry(at, kind, null, null, actor, detail, true);
    }
}

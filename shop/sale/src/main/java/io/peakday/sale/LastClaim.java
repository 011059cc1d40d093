package io.peakday.sale;

import java.util.UUID;

/**
 * The latest claim of a customer in a sale.
 *
 * @param saleName as customers read it
 * @param units of the claim
 */
public record LastClaim(UUID saleId, String saleName, int units, State state) {
    /** What has become of it. */
    public enum State {
        /** It can be paid now. */
        HELD,
        PAID,
        /** The time to pay is over. */
        EXPIRED,
        /** Released by the customer. */
        RETURNED
    }
}

package io.peakday.customers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an erasure did.
 *
 * @param id the customer's or the order's
 * @param erasedAt when everything else was erased
 * @param retained what is kept all the same, locked away from ordinary views; empty if nothing is
 */
public record ErasureReport(UUID id, Instant erasedAt, List<Retained> retained) {
    public ErasureReport {
        retained = List.copyOf(retained);
    }
}

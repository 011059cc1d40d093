package io.peakday.sale;

import io.peakday.identity.SignedSession;
import io.peakday.kernel.Checks;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param quantity 1 to {@value SaleDraft#MAX_PER_CUSTOMER}
 * @param session the customer's, yet to be found open; null if it is known who asks
 */
record ClaimRequest(
        UUID saleId,
        UUID customerId,
        int quantity,
        @Nullable SignedSession session) {
    ClaimRequest {
        new Checks()
                .range("quantity", quantity, 1, SaleDraft.MAX_PER_CUSTOMER)
                .orThrow("sale.bad-claim", "This quantity cannot be claimed.");
    }
}

package io.peakday.sale;

import io.peakday.kernel.Checks;
import java.util.UUID;

/** @param quantity 1 to {@value SaleDraft#MAX_PER_CUSTOMER} */
record ClaimRequest(UUID saleId, UUID customerId, int quantity) {
    ClaimRequest {
        new Checks()
                .range("quantity", quantity, 1, SaleDraft.MAX_PER_CUSTOMER)
                .orThrow("sale.bad-claim", "This quantity cannot be claimed.");
    }
}

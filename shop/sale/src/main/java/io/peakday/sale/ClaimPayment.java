package io.peakday.sale;

import java.util.UUID;

/** The claim that this customer holds in this sale, to be paid by this checkout, which becomes the order of the same id. */
public record ClaimPayment(UUID saleId, UUID customerId, UUID checkoutId) {}

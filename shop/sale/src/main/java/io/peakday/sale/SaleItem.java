package io.peakday.sale;

import io.peakday.kernel.Money;
import java.util.UUID;

/**
 * One more item for a sale that is planned.
 *
 * @param allocated 1 to {@value SaleDraft#MAX_ALLOCATED} units
 * @param perCustomer the most units of this item for one customer, 1 to {@value SaleDraft#MAX_PER_CUSTOMER}
 */
public record SaleItem(UUID variantId, Money price, int allocated, int perCustomer) {
    /** What such a draft says of its item. */
    public static SaleItem of(SaleDraft draft) {
        return new SaleItem(draft.variantId(), draft.price(), draft.allocated(), draft.perCustomer());
    }
}

package io.peakday.sale;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item of a sale as everybody may see it.
 *
 * @param id by which it is claimed
 * @param name of the sale
 * @param variantId the product variant that is sold
 * @param price of one unit
 * @param perCustomer the most units for one customer
 * @param opensAt from when on units can be claimed, inclusive
 * @param closesAt until when units can be claimed, exclusive
 * @param state {@code PLANNED} before the opening, {@code OPEN}, {@code PAUSED} for a while, {@code CLOSED} from the closing on, or
 *     {@code STOPPED} before its time
 * @param room the id of the waiting room before the sale; null if there is none
 * @param codeRequired whether a claim needs an access code
 * @param setAside units there are in all
 * @param available units that can be claimed now
 * @param held units that wait for their payment, and come back if it does not come
 * @param serverTime the time of the answer, to count down by
 */
record PublicSale(
        UUID id,
        String name,
        UUID variantId,
        Money price,
        int perCustomer,
        Instant opensAt,
        Instant closesAt,
        SaleState state,
        @Nullable UUID room,
        boolean codeRequired,
        int setAside,
        int available,
        int held,
        Instant serverTime) {
    static PublicSale of(SaleNow now, Instant at) {
        Sale sale = now.sale();
        return new PublicSale(
                sale.id(),
                sale.name(),
                sale.variantId(),
                sale.price(),
                sale.perCustomer(),
                sale.opensAt(),
                sale.closesAt(),
                sale.stateAt(at),
                sale.admission() == null ? null : sale.groupId(),
                sale.accessCode() != null,
                sale.allocated(),
                now.count().available(),
                now.count().held(),
                at);
    }
}

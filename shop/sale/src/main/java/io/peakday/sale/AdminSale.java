package io.peakday.sale;

import io.peakday.kernel.Money;
import io.peakday.kernel.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item of a sale with the terms of the sale, as staff see it.
 *
 * @param id the item's own id
 * @param groupId the same for all items of a sale: the id of the item that it was planned with, which is also that of its waiting room
 * @param name shown to customers
 * @param variantId the product variant that is sold
 * @param price of one unit
 * @param setAside units taken from the stock for this item
 * @param perCustomer the most units of this item for one customer
 * @param hold how long a claim is held for its payment, as an ISO 8601 duration such as {@code PT10M}
 * @param opensAt from when on units can be claimed, inclusive
 * @param closesAt until when units can be claimed, exclusive
 * @param door the terms of the waiting room before the sale; null if there is none
 * @param accessCode what a customer must know to claim, in upper case; masked for who may not plan sales, null if nothing is needed
 * @param paused whether no claim is granted at present because staff paused the sale
 * @param stoppedAt when the sale was stopped before its time; null if it was not
 * @param settledAt when the units that nobody bought went back to the stock; null until then
 * @param version grows with every change
 */
record AdminSale(
        UUID id,
        UUID groupId,
        String name,
        UUID variantId,
        Money price,
        int setAside,
        int perCustomer,
        Duration hold,
        Instant opensAt,
        Instant closesAt,
        @Nullable AdmissionPolicy door,
        @Nullable String accessCode,
        boolean paused,
        @Nullable Instant stoppedAt,
        @Nullable Instant settledAt,
        long version) {
    /** @param secrets whether the reader may know the access code */
    static AdminSale of(Sale sale, boolean secrets) {
        return new AdminSale(
                sale.id(),
                sale.groupId(),
                sale.name(),
                sale.variantId(),
                sale.price(),
                sale.allocated(),
                sale.perCustomer(),
                sale.hold(),
                sale.opensAt(),
                sale.closesAt(),
                sale.admission(),
                secrets || sale.accessCode() == null ? sale.accessCode() : Secrets.MASK,
                sale.paused(),
                sale.stoppedAt(),
                sale.settledAt(),
                sale.version());
    }
}

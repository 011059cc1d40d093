package io.peakday.sale;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sale as everybody may see it.
 *
 * @param room the {@code /api/v1/waiting/{room}} in which one waits in line before it; null if there is no line
 * @param codeRequired whether a claim must bring an access code
 * @param setAside how many units there are in all
 * @param available how many can be claimed now; a quarter of a second old at most
 * @param held how many wait for their payment, and come back if it does not come
 * @param serverTime to count down by
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

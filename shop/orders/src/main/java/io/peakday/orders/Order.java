package io.peakday.orders;

import io.peakday.contracts.OrderFacts;
import io.peakday.events.Personal;
import io.peakday.kernel.Money;
import io.peakday.pricing.Address;
import io.peakday.pricing.Shipping;
import io.peakday.pricing.Totals;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as it stands.
 *
 * @param id the same as of its checkout and payment
 * @param number what people say and type: {@code PD-2026-7K3M9-QX2TA}; unguessable
 * @param customerId null for a guest's order nobody has claimed
 * @param email where the mails about it go
 * @param state where it stands
 * @param lines what was bought, as it was then
 * @param totals what it cost
 * @param shipTo where the goods go
 * @param billTo whom the invoice is written to
 * @param shipping how the goods travel
 * @param paymentId the payment of which payments has a record; null only for imported history
 * @param paidWith what the card may be called: {@code Visa •••• 4242}
 * @param refunded what has been refunded so far
 * @param tracking where the parcel can be followed, once it is shipped; else null
 * @param placedAt when the order was made
 * @param deliveredAt when it was delivered; null before
 * @param updatedAt when it changed last
 * @param version grows with every change; the ETag
 */
public record Order(
        UUID id,
        String number,
        @Nullable UUID customerId,
        String email,
        OrderState state,
        List<OrderLine> lines,
        Totals totals,
        Address shipTo,
        Address billTo,
        Shipping shipping,
        @Nullable UUID paymentId,
        String paidWith,
        Money refunded,
        @Nullable Tracking tracking,
        Instant placedAt,
        @Nullable Instant deliveredAt,
        Instant updatedAt,
        long version) {

    /** What can still be refunded. */
    public Money refundable() {
        return totals.total().minus(refunded);
    }

    /** Whether what was personal in it is gone. */
    public boolean erased() {
        return email.equals(Personal.ERASED_EMAIL);
    }

    public int itemCount() {
        return lines.stream().mapToInt(OrderLine::quantity).sum();
    }

    /** What its events say of it. */
    OrderFacts facts() {
        return new OrderFacts(
                id,
                number,
                customerId,
                email,
                totals.total().currency().getCurrencyCode(),
                lines.stream().map(OrderLine::facts).toList(),
                totals.goods().minor(),
                totals.shipping().minor(),
                totals.tax().minor(),
                totals.total().minor(),
                new OrderFacts.ShipTo(
                        shipTo.name(),
                        shipTo.line1(),
                        shipTo.line2(),
                        shipTo.postalCode(),
                        shipTo.city(),
                        shipTo.region(),
                        shipTo.country(),
                        shipTo.phone()),
                new OrderFacts.Shipping(shipping.method(), shipping.name(), shipping.earliest(), shipping.latest()),
                paidWith,
                placedAt,
                totals.taxNote());
    }
}

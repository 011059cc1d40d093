package io.peakday.checkout;

import io.peakday.orders.OrderLine;
import io.peakday.pricing.Address;
import io.peakday.pricing.Shipping;
import io.peakday.pricing.Totals;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a checkout has agreed with the shopper and no price change can touch any more.
 *
 * @param claims the lines whose units are held by a sale; may be missing in what was written before there were sales
 */
record CheckoutSnapshot(
        List<OrderLine> lines,
        Totals totals,
        Shipping shipping,
        Address shipTo,
        Address billTo,
        String paidWith,
        @Nullable List<Claim> claims) {
    CheckoutSnapshot {
        claims = claims == null ? List.of() : List.copyOf(claims);
    }

    /** So many units of a line, claimed in this sale. */
    record Claim(UUID saleId, UUID variantId, int quantity) {}

    List<Claim> claimed() {
        return claims == null ? List.of() : claims;
    }
}

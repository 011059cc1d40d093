package io.peakday.contracts;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every order event carries about its order: enough for a mail, a purchase history or a report, without a question
 * back. Amounts are gross, in minor units of {@code currency}.
 *
 * @param customerId null for a guest
 * @param taxNote a sentence for the buyer where the place has its own tax or none; else null
 */
public record OrderFacts(
        UUID orderId,
        String number,
        @Nullable UUID customerId,
        String email,
        String currency,
        List<Line> lines,
        long goodsMinor,
        long shippingMinor,
        long taxMinor,
        long totalMinor,
        ShipTo shipTo,
        Shipping shipping,
        String paidWith,
        Instant placedAt,
        @Nullable String taxNote) {

    /** One line, as it was bought; {@code position} from 1, the unit's price gross. */
    public record Line(
            int position,
            UUID variantId,
            UUID productId,
            UUID sellerId,
            String sku,
            String title,
            String slug,
            Map<String, String> options,
            @Nullable String pictureUrl,
            int quantity,
            long unitMinor,
            long totalMinor) {}

    /** Where it goes. Nothing is checked: it was, before the order was placed. */
    public record ShipTo(
            String name,
            String line1,
            @Nullable String line2,
            String postalCode,
            String city,
            @Nullable String region,
            String country,
            @Nullable String phone) {}

    /** How it travels, and between which days it is expected. */
    public record Shipping(String method, String name, LocalDate earliest, LocalDate latest) {}

    public Money goods() {
        return Money.of(goodsMinor, currency);
    }

    public Money shippingCost() {
        return Money.of(shippingMinor, currency);
    }

    public Money tax() {
        return Money.of(taxMinor, currency);
    }

    public Money total() {
        return Money.of(totalMinor, currency);
    }
}

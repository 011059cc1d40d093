package io.peakday.orders;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a list of orders.
 *
 * @param id the order's id
 * @param number what people say and type: {@code PD-2026-7K3M9-QX2TA}
 * @param customerId null for a guest's order nobody has claimed
 * @param email where the mails about it go
 * @param name to whom the goods go
 * @param state where it stands
 * @param items units in all lines
 * @param headline the first line's title
 * @param pictureUrl the first line's picture; null where there is none
 * @param country where the goods go, ISO 3166-1 alpha-2
 * @param total what it cost, gross, shipping included
 * @param refunded what has been refunded so far
 * @param placedAt when the order was made
 * @param tax what of the total is tax
 */
public record OrderSummary(
        UUID id,
        String number,
        @Nullable UUID customerId,
        String email,
        String name,
        OrderState state,
        int items,
        String headline,
        @Nullable String pictureUrl,
        String country,
        Money total,
        Money refunded,
        Instant placedAt,
        Money tax) {}

package io.peakday.orders;

import io.peakday.kernel.Money;
import io.peakday.pricing.Totals.TaxPart;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A refund of an order, with what a credit note needs.
 *
 * @param id made by who asked for it
 * @param orderId the order
 * @param state how it stands
 * @param amount gross
 * @param lines how much of which line; what is more was refunded for shipping or as goodwill
 * @param taxes net and tax of the amount, by rate, highest first; refunds of the whole order add up to its taxes
 * @param reason the reason that the customer gets
 * @param createdAt when it was asked for
 */
public record OrderRefund(
        UUID id,
        UUID orderId,
        State state,
        Money amount,
        List<RefundRequest.Line> lines,
        List<TaxPart> taxes,
        String reason,
        Instant createdAt) {
    /** How a refund stands; a refused one refunds nothing. */
    public enum State {
        /** The payment provider has not answered yet. */
        PENDING,
        /** The money is refunded. */
        DONE,
        /** The payment provider refused it. */
        REFUSED
    }

    /** What of the amount is tax. */
    public Money tax() {
        return taxes.stream().map(TaxPart::tax).reduce(Money.zero(amount.currency()), Money::plus);
    }
}

package io.peakday.payments;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of a payment's append-only ledger.
 *
 * @param paymentId the payment
 * @param at when it was written
 * @param kind {@code challenged}, {@code unknown}, {@code authorized}, {@code captured}, {@code voided}, {@code declined},
 *     {@code created} (of imported payments only), {@code refunded} or {@code refund-refused}; but for the last two, the state that the
 *     payment came into
 * @param amount what moved, signed from the shop's side: captured is positive, refunded negative, all else zero
 * @param detail a short plain text for staff; never anything about the card
 */
public record LedgerEntry(UUID paymentId, Instant at, String kind, Money amount, String detail) {}

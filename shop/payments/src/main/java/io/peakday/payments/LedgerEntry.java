package io.peakday.payments;

import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of a payment's append-only ledger.
 *
 * @param kind {@code created}, {@code authorized}, {@code captured}, {@code refunded} …
 * @param amount what moved, signed from the shop's side: captured is positive, refunded negative, all else zero
 * @param detail a short plain text for staff; never anything about the card
 */
public record LedgerEntry(UUID paymentId, Instant at, String kind, Money amount, String detail) {}

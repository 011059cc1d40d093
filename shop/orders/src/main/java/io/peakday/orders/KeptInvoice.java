package io.peakday.orders;

import io.peakday.pricing.Address;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Whom an invoice was written to, kept for the law after its owner was erased.
 *
 * @param orderId the order
 * @param number the order's number
 * @param billTo whom the invoice was written to
 * @param placedAt when the order was made
 * @param keepUntil the last day; deleted by itself after it
 */
public record KeptInvoice(UUID orderId, String number, Address billTo, Instant placedAt, LocalDate keepUntil) {}

package io.peakday.payments;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The shop's payments: one per checkout, opened before the provider is asked, never captured twice, never refunded above
 * what was captured.
 */
public final class Payments {
    /** Exchanges a card for a token; the number goes no further than the provider. */
    public CardToken tokenize(CardDetails card) {
        throw new UnsupportedOperationException();
    }

    /** Writes down a payment; part of the caller's transaction. Opening an id again returns what is there. */
    public Payment open(PaymentDraft draft) {
        throw new UnsupportedOperationException();
    }

    /** Asks the provider to hold the amount, or how it stands if it was asked before. Not inside a transaction. */
    public PaymentOutcome authorize(Payment payment) {
        throw new UnsupportedOperationException();
    }

    /** Takes what is held. Not inside a transaction. */
    public PaymentOutcome capture(Payment payment) {
        throw new UnsupportedOperationException();
    }

    /** Gives the payment up, whatever state it is in: voids what is held, refunds what was taken. */
    public PaymentOutcome cancel(UUID paymentId, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Gives back a part of what was captured. Not inside a transaction. */
    public Refund refund(RefundDraft draft) {
        throw new UnsupportedOperationException();
    }

    public Optional<Payment> payment(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** A payment's ledger, oldest first. */
    public List<LedgerEntry> ledger(UUID paymentId) {
        throw new UnsupportedOperationException();
    }

    /** A payment's refunds, oldest first. */
    public List<Refund> refunds(UUID paymentId) {
        throw new UnsupportedOperationException();
    }

    /** Checks a webhook's signature and age and applies it once. */
    public WebhookOutcome receive(Webhook webhook) {
        throw new UnsupportedOperationException();
    }

    /** Asks the provider about payments and refunds without an answer. @return how many were settled */
    public int reconcile() {
        throw new UnsupportedOperationException();
    }
}

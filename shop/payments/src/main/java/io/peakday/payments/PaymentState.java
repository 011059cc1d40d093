package io.peakday.payments;

/** Where a payment stands in our own records. {@link PaymentTransitions} says which may follow which. */
public enum PaymentState {
    /** Written down before the provider is asked. */
    CREATED,
    /** The card holder has to answer a challenge. */
    CHALLENGED,
    /** The provider did not answer, or will answer by webhook. */
    UNKNOWN,
    /** The amount is held. */
    AUTHORIZED,
    /** The amount is taken. */
    CAPTURED,
    /** Given up before it was captured. */
    VOIDED,
    /** A part of what was taken is refunded. */
    PARTLY_REFUNDED,
    /** All of what was taken is refunded. */
    REFUNDED,
    /** The bank refused. */
    DECLINED;

    /** Nothing can move any more. */
    public boolean isFinal() {
        return this == VOIDED || this == REFUNDED || this == DECLINED;
    }

    /** Whether money has been taken and not all refunded. */
    public boolean holdsMoney() {
        return this == CAPTURED || this == PARTLY_REFUNDED;
    }
}

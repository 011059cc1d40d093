package io.peakday.payments;

/** Why a provider refused. The sentence may be shown to the shopper. */
public enum DeclineCode {
    INSUFFICIENT_FUNDS("The bank says that there is not enough money on this card."),
    EXPIRED_CARD("This card has expired."),
    CHALLENGE_FAILED("The bank could not confirm that it is you."),
    DO_NOT_HONOR("The bank refused this payment without giving a reason."),
    UNKNOWN_CARD("The card is not known to the payment provider. Enter it again."),
    NOT_POSSIBLE("The payment is not in a state in which this is possible.");

    private final String sentence;

    DeclineCode(String sentence) {
        this.sentence = sentence;
    }

    /** A plain sentence for the shopper. */
    public String sentence() {
        return sentence;
    }
}

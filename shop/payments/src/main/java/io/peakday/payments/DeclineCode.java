package io.peakday.payments;

/** Why a provider refused. The sentence may be shown to the shopper. */
public enum DeclineCode {
    /** Not enough money on the card. */
    INSUFFICIENT_FUNDS("The bank says that there is not enough money on this card."),
    /** The card's last month is over. */
    EXPIRED_CARD("This card has expired."),
    /** The card holder did not prove to be the card holder. */
    CHALLENGE_FAILED("The bank could not confirm that it is you."),
    /** No reason given. */
    DO_NOT_HONOR("The bank refused this payment without giving a reason."),
    /** The provider has no card of this token. */
    UNKNOWN_CARD("The card is not known to the payment provider. Enter it again."),
    /** The payment's state at the provider does not allow it. */
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

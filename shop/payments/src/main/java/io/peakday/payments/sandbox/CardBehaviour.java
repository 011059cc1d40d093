package io.peakday.payments.sandbox;

import java.util.Arrays;
import java.util.List;

/** What a card does, chosen by its magic number; every other valid number behaves like {@link #APPROVE}. */
public enum CardBehaviour {
    APPROVE("Approved", "4242424242424242", "5555555555554444", "378282246310005"),
    INSUFFICIENT_FUNDS("Declined: not enough money", "4000000000009995"),
    EXPIRED_CARD("Declined: the card has expired", "4000000000000069"),
    DO_NOT_HONOR("Declined without a reason", "4000000000000002"),
    CHALLENGE("Asks for a challenge; the page says approve or refuse", "4000000000003220"),
    CHALLENGE_FAILS("Asks for a challenge that fails whatever is answered", "4000008400001629"),
    ANSWER_LOST("Authorized, but the first answer is lost (a timeout)", "4000000000006108"),
    WEBHOOK_LATER("No answer at first; authorized shortly after, reported by webhook", "4000000000006207"),
    CAPTURE_FAILS_ONCE("The first capture fails, the second works", "4000000000006306"),
    CAPTURE_ANSWER_LOST("Captured, but the first answer is lost", "4000000000006405"),
    REFUND_FAILS("Refunds are refused", "4000000000006504"),
    WEBHOOK_DECLINED("No answer at first; declined shortly after, reported by webhook", "4000000000006603");

    private final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final List<String> numbers;

    CardBehaviour(String sentence, String... numbers) {
        this.sentence = sentence;
        this.numbers = List.of(numbers);
    }

    /** What the card does, in words, for documentation and test pages. */
    public String sentence() {
        return sentence;
    }

    /** The numbers that ask for it, digits only. */
    public List<String> numbers() {
        return numbers;
    }

    static CardBehaviour of(String number) {
        return Arrays.stream(values())
                .filter(b -> b.numbers.contains(number))
                .findFirst()
                .orElse(APPROVE);
    }
}

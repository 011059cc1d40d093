package io.peakday.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every payment provider promises, whoever it is. An adapter's test extends it and says which cards do what. */
public abstract class PaymentProviderContract {
    protected static final Money AMOUNT = Money.of(4_990, "EUR");

    protected abstract PaymentProvider provider();

    /** A card that is approved. */
    protected abstract String goodCard();

    /** A card that is declined for want of money. */
    protected abstract String poorCard();

    /** A card that needs a challenge. */
    protected abstract String challengedCard();

    /** Answers the challenge at that address. */
    protected abstract void answer(String url, boolean approve);

    /** A card whose first authorization gets no answer although it is made. */
    protected abstract String forgetfulCard();

    @Test
    void aTokenShowsBrandAndLastDigitsAndNothingElseOfTheCard() {
        CardToken token = provider().tokenize(card(goodCard()));

        assertThat(token.last4()).isEqualTo(goodCard().substring(12));
        assertThat(token.token()).startsWith("tok_").doesNotContain(goodCard());
    }

    @Test
    void theSameKeyAuthorizesOnce() {
        String key = key();
        String token = token(goodCard());

        AuthorizeOutcome first = provider().authorize(key, token, AMOUNT, "/");

        assertThat(first).isInstanceOf(AuthorizeOutcome.Authorized.class);
        assertThat(provider().authorize(key, token, AMOUNT, "/")).isEqualTo(first);
        assertThatThrownBy(() -> provider().authorize(key, token, Money.of(1, "EUR"), "/"))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("payments.key-reused"));
    }

    @Test
    void aDeclineSaysWhyAndStays() {
        String key = key();

        AuthorizeOutcome declined = provider().authorize(key, token(poorCard()), AMOUNT, "/");

        assertThat(((AuthorizeOutcome.Declined) declined).code()).isEqualTo(DeclineCode.INSUFFICIENT_FUNDS);
        assertThat(provider().challengeResult(key)).isEqualTo(declined);
        assertThat(provider().capture(key + ":c", key, AMOUNT)).isInstanceOf(CaptureOutcome.Refused.class);
    }

    @Test
    void aTokenNobodyIssuedIsDeclined() {
        assertThat(provider().authorize(key(), "tok_nobody", AMOUNT, "/"))
                .isInstanceOf(AuthorizeOutcome.Declined.class);
    }

    @Test
    void aCaptureIsTakenOnceWhateverTheRace() {
        String key = authorized(goodCard());

        List<CaptureOutcome> outcomes = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> provider().capture(key + ":c", key, AMOUNT))
                .toList();

        assertThat(outcomes).allMatch(o -> o instanceof CaptureOutcome.Captured);
        assertThat(found(key).captured()).isEqualTo(AMOUNT);
        assertThat(provider().capture(key + ":other", key, AMOUNT)).isInstanceOf(CaptureOutcome.Refused.class);
    }

    @Test
    void aVoidedAuthorizationCannotBeCapturedAndACapturedOneNotVoided() {
        String given = authorized(goodCard());
        assertThat(provider().voidAuthorization(given + ":v", given)).isInstanceOf(VoidOutcome.Voided.class);
        assertThat(provider().voidAuthorization(given + ":v", given)).isInstanceOf(VoidOutcome.Voided.class);
        assertThat(provider().capture(given + ":c", given, AMOUNT)).isInstanceOf(CaptureOutcome.Refused.class);
        assertThat(found(given).voided()).isTrue();

        String taken = captured(goodCard());
        assertThat(provider().voidAuthorization(taken + ":v", taken)).isInstanceOf(VoidOutcome.AlreadyCaptured.class);
    }

    @Test
    void voidingAKeyThatWasNeverSeenBurnsIt() {
        String key = key();
        assertThat(provider().status(key)).isInstanceOf(ProviderStatus.NeverSeen.class);

        assertThat(provider().voidAuthorization(key + ":v", key)).isInstanceOf(VoidOutcome.Voided.class);

        assertThat(provider().authorize(key, token(goodCard()), AMOUNT, "/"))
                .isInstanceOf(AuthorizeOutcome.Declined.class);
    }

    @Test
    void refundsAreMadeOnceByKeyAndNeverExceedTheCapture() {
        String key = captured(goodCard());
        Money half = Money.of(2_495, "EUR");

        assertThat(provider().refund(key + ":r1", key, half)).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(provider().refund(key + ":r1", key, half)).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(found(key).refunded()).isEqualTo(half);
        assertThat(provider().refund(key + ":r2", key, Money.of(2_496, "EUR")))
                .isInstanceOf(RefundOutcome.Refused.class);
        assertThat(provider().refund(key + ":r3", key, half)).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(found(key).refunded()).isEqualTo(AMOUNT);
    }

    @Test
    void aChallengeDecidesTheAuthorization() {
        for (boolean approve : List.of(true, false)) {
            String key = key();
            var asked = (AuthorizeOutcome.ChallengeNeeded)
                    provider().authorize(key, token(challengedCard()), AMOUNT, "/back");
            assertThat(provider().challengeResult(key)).isEqualTo(asked);
            assertThat(provider().capture(key + ":early", key, AMOUNT)).isInstanceOf(CaptureOutcome.Unknown.class);

            answer(asked.url(), approve);
            answer(asked.url(), !approve);

            assertThat(provider().challengeResult(key))
                    .isInstanceOf(approve ? AuthorizeOutcome.Authorized.class : AuthorizeOutcome.Declined.class);
        }
    }

    @Test
    void aLostAnswerIsLearntByAskingAgain() {
        String key = key();
        String token = token(forgetfulCard());

        assertThat(provider().authorize(key, token, AMOUNT, "/")).isInstanceOf(AuthorizeOutcome.Unknown.class);

        assertThat(found(key).authorization()).isInstanceOf(AuthorizeOutcome.Authorized.class);
        assertThat(provider().authorize(key, token, AMOUNT, "/")).isInstanceOf(AuthorizeOutcome.Authorized.class);
    }

    protected String authorized(String number) {
        String key = key();
        assertThat(provider().authorize(key, token(number), AMOUNT, "/"))
                .isInstanceOf(AuthorizeOutcome.Authorized.class);
        return key;
    }

    protected String captured(String number) {
        String key = authorized(number);
        assertThat(provider().capture(key + ":c", key, AMOUNT)).isInstanceOf(CaptureOutcome.Captured.class);
        return key;
    }

    protected String token(String number) {
        return provider().tokenize(card(number)).token();
    }

    protected static CardDetails card(String number) {
        return new CardDetails(number, 12, 2099, "123", "Ada Lovelace");
    }

    protected static String key() {
        return Ids.next().toString();
    }

    private ProviderStatus.Found found(String key) {
        return (ProviderStatus.Found) provider().status(key);
    }
}

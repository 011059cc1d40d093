package io.peakday.payments.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.payments.AuthorizeOutcome;
import io.peakday.payments.CaptureOutcome;
import io.peakday.payments.CardDetails;
import io.peakday.payments.DeclineCode;
import io.peakday.payments.PaymentProvider;
import io.peakday.payments.PaymentProviderContract;
import io.peakday.payments.PaymentsModule;
import io.peakday.payments.RefundOutcome;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SandboxProviderTest extends PaymentProviderContract {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(PaymentsModule.SANDBOX_SCHEMA);

    private final SandboxProvider sandbox =
            new SandboxProvider(postgres.database(), new SteppedClock(), Duration.ofSeconds(2));

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Override
    protected PaymentProvider provider() {
        return sandbox;
    }

    @Override
    protected String goodCard() {
        return number(CardBehaviour.APPROVE);
    }

    @Override
    protected String poorCard() {
        return number(CardBehaviour.INSUFFICIENT_FUNDS);
    }

    @Override
    protected String challengedCard() {
        return number(CardBehaviour.CHALLENGE);
    }

    @Override
    protected String forgetfulCard() {
        return number(CardBehaviour.ANSWER_LOST);
    }

    @Override
    protected void answer(String url, boolean approve) {
        sandbox.answerChallenge(UUID.fromString(url.substring(url.lastIndexOf('/') + 1)), approve);
    }

    @Test
    void everyMagicNumberIsAValidCardNumber() {
        assertThat(Arrays.stream(CardBehaviour.values()).flatMap(b -> b.numbers().stream()))
                .allSatisfy(number -> assertThat(new CardDetails(number, 1, 2099, "1234", "A").number())
                        .isEqualTo(number));
    }

    @Test
    void anExpiredCardIsDeclinedByItsDateToo() {
        String old = sandbox.tokenize(new CardDetails(goodCard(), 5, 2026, "123", "Ada"))
                .token();
        String good = sandbox.tokenize(new CardDetails(goodCard(), 6, 2026, "123", "Ada"))
                .token();

        assertThat(((AuthorizeOutcome.Declined) sandbox.authorize(key(), old, AMOUNT, "/")).code())
                .isEqualTo(DeclineCode.EXPIRED_CARD);
        assertThat(sandbox.authorize(key(), good, AMOUNT, "/")).isInstanceOf(AuthorizeOutcome.Authorized.class);
    }

    @Test
    void captureAndRefundFailWhereTheCardSaysSo() {
        String once = authorized(number(CardBehaviour.CAPTURE_FAILS_ONCE));
        assertThat(sandbox.capture(once + ":c", once, AMOUNT)).isInstanceOf(CaptureOutcome.Unknown.class);
        assertThat(sandbox.capture(once + ":c", once, AMOUNT)).isInstanceOf(CaptureOutcome.Captured.class);

        String lost = authorized(number(CardBehaviour.CAPTURE_ANSWER_LOST));
        assertThat(sandbox.capture(lost + ":c", lost, AMOUNT)).isInstanceOf(CaptureOutcome.Unknown.class);
        assertThat(sandbox.capture(lost + ":c", lost, AMOUNT)).isInstanceOf(CaptureOutcome.Captured.class);

        String kept = captured(number(CardBehaviour.REFUND_FAILS));
        assertThat(sandbox.refund(kept + ":r", kept, AMOUNT)).isInstanceOf(RefundOutcome.Refused.class);
    }

    @Test
    void nobodyCallsItInsideATransaction() {
        String token = token(goodCard());
        assertThatThrownBy(() -> postgres.database().transact(() -> sandbox.authorize(key(), token, AMOUNT, "/")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static String number(CardBehaviour behaviour) {
        return behaviour.numbers().getFirst();
    }
}

package io.peakday.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.payments.sandbox.CardBehaviour;
import io.peakday.payments.sandbox.SandboxProvider;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentsTest {
    @RegisterExtension
    static final TestDatabase postgres =
            TestDatabase.with(EventsModule.SCHEMA, PaymentsModule.SCHEMA, PaymentsModule.SANDBOX_SCHEMA);

    private static final Money AMOUNT = Money.of(4_990, "EUR");

    private final SteppedClock clock = new SteppedClock();
    private final SandboxProvider provider = new SandboxProvider(postgres.database(), clock, Duration.ofSeconds(2));
    private final Payments payments = new Payments(
            postgres.database(),
            new Outbox(postgres.database(), clock, EventSettings.withPrefix("test.")),
            clock,
            provider,
            new WebhookSecrets(postgres.database()),
            PaymentsSettings.defaults());

    @AfterEach
    void close() {
        payments.close();
        provider.close();
    }

    @Test
    void onlyTheMovesOfTheTableAreLegal() {
        Set<String> legal = Set.of(
                "CREATED>CHALLENGED",
                "CREATED>UNKNOWN",
                "CREATED>AUTHORIZED",
                "CREATED>DECLINED",
                "CREATED>VOIDED",
                "CHALLENGED>AUTHORIZED",
                "CHALLENGED>DECLINED",
                "CHALLENGED>UNKNOWN",
                "CHALLENGED>VOIDED",
                "UNKNOWN>CHALLENGED",
                "UNKNOWN>AUTHORIZED",
                "UNKNOWN>DECLINED",
                "UNKNOWN>VOIDED",
                "AUTHORIZED>CAPTURED",
                "AUTHORIZED>DECLINED",
                "AUTHORIZED>VOIDED",
                "CAPTURED>PARTLY_REFUNDED",
                "CAPTURED>REFUNDED",
                "PARTLY_REFUNDED>PARTLY_REFUNDED",
                "PARTLY_REFUNDED>REFUNDED");
        for (PaymentState from : PaymentState.values()) {
            for (PaymentState to : PaymentState.values()) {
                assertThat(PaymentTransitions.legal(from, to))
                        .as("%s to %s", from, to)
                        .isEqualTo(legal.contains(from + ">" + to));
            }
        }
        assertThatThrownBy(() -> PaymentTransitions.require(PaymentState.VOIDED, PaymentState.CAPTURED))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("VOIDED")
                .hasMessageContaining("CAPTURED");
    }

    @Test
    void openingAnIdAgainReturnsWhatIsThereAndAnotherAmountIsRefused() {
        PaymentDraft draft = draft(CardBehaviour.APPROVE);
        Payment first = open(draft);

        assertThat(open(draft)).isEqualTo(first);
        assertThatThrownBy(() -> open(new PaymentDraft(
                        draft.id(), draft.purpose(), Money.of(1, "EUR"), draft.cardToken(), draft.returnPath())))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("payments.key-reused"));
    }

    @Test
    void aPaymentIsCapturedOnceHoweverManyAsk() {
        Payment payment = authorized(CardBehaviour.APPROVE);

        var outcomes = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> payments.capture(payment))
                .toList();

        assertThat(outcomes).allMatch(o -> o instanceof PaymentOutcome.Captured);
        assertThat(payments.ledger(payment.id()))
                .extracting(LedgerEntry::kind)
                .containsExactly("authorized", "captured");
        assertThat(sum(payment)).isEqualTo(AMOUNT);
    }

    @Test
    void refundsNeverExceedWhatWasCapturedWhateverTheRace() {
        Payment payment = captured(CardBehaviour.APPROVE);

        long done = IntStream.range(0, 10)
                .parallel()
                .filter(i -> refunds(payment, 1_000))
                .count();

        assertThat(done).isEqualTo(4);
        assertThat(payments.payment(payment.id()).orElseThrow().state()).isEqualTo(PaymentState.PARTLY_REFUNDED);
        assertThat(sum(payment)).isEqualTo(Money.of(990, "EUR"));
        assertThat(refunds(payment, 990)).isTrue();
        assertThat(payments.payment(payment.id()).orElseThrow().state()).isEqualTo(PaymentState.REFUNDED);
    }

    @Test
    void theSameRefundIsGivenOnce() {
        Payment payment = captured(CardBehaviour.APPROVE);
        var draft = new RefundDraft(Ids.next(), payment.id(), Money.of(500, "EUR"), "Scratched");

        IntStream.range(0, 6).parallel().forEach(i -> payments.refund(draft));

        assertThat(payments.payment(payment.id()).orElseThrow().refunded()).isEqualTo(Money.of(500, "EUR"));
        assertThat(payments.refunds(payment.id())).hasSize(1);
    }

    @Test
    void aRefusedRefundLeavesEverythingRefundable() {
        Payment payment = captured(CardBehaviour.REFUND_FAILS);

        Refund refund = payments.refund(new RefundDraft(Ids.next(), payment.id(), AMOUNT, "Cancelled"));

        assertThat(refund.state()).isEqualTo(Refund.State.REFUSED);
        assertThat(payments.payment(payment.id()).orElseThrow().refundable()).isEqualTo(AMOUNT);
    }

    @Test
    void givingUpVoidsWhatIsHeldAndRefundsWhatWasTaken() {
        Payment held = authorized(CardBehaviour.APPROVE);
        assertThat(payments.cancel(held.id(), "Given up").payment().state()).isEqualTo(PaymentState.VOIDED);
        assertThat(payments.capture(held)).isInstanceOf(PaymentOutcome.Cancelled.class);

        Payment taken = captured(CardBehaviour.APPROVE);
        assertThat(payments.cancel(taken.id(), "Given up").payment().state()).isEqualTo(PaymentState.REFUNDED);
        assertThat(payments.cancel(taken.id(), "Again")).isInstanceOf(PaymentOutcome.Cancelled.class);
        assertThat(sum(taken)).isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void aCaptureThatIsMissingInOurBooksIsFoundAndRefunded() {
        Payment payment = authorized(CardBehaviour.APPROVE);
        provider.capture(payment.id() + ":capture", payment.id().toString(), AMOUNT);

        PaymentOutcome outcome = payments.cancel(payment.id(), "Given up");

        assertThat(outcome).isInstanceOf(PaymentOutcome.Cancelled.class);
        assertThat(payments.ledger(payment.id()))
                .extracting(LedgerEntry::kind)
                .containsExactly("authorized", "captured", "refunded");
    }

    @Test
    void thePaymentsWithoutAnswerAreSettledByTheSweepWithOneFact() {
        Payment payment = open(draft(CardBehaviour.ANSWER_LOST));
        assertThat(payments.authorize(payment)).isInstanceOf(PaymentOutcome.Pending.class);

        due(payment, 0);
        payments.reconcile();
        payments.reconcile();

        assertThat(payments.payment(payment.id()).orElseThrow().state()).isEqualTo(PaymentState.AUTHORIZED);
        assertThat(facts(payment)).isEqualTo(1);
    }

    @Test
    void theDatabaseSaysWhenAPaymentIsDueWhateverTheNodesClockSays() {
        for (int hours : List.of(-1, 1)) {
            clock.set(Instant.now().plus(Duration.ofHours(hours)));
            Payment payment = open(draft(CardBehaviour.ANSWER_LOST));
            payments.authorize(payment);
            assertThat(secondsUntilDue(payment)).isBetween(-300.0, 1.0);

            due(payment, 60);
            payments.reconcile();
            assertThat(state(payment)).isEqualTo(PaymentState.UNKNOWN);

            due(payment, 0);
            payments.reconcile();
            assertThat(state(payment)).isEqualTo(PaymentState.AUTHORIZED);
        }
    }

    @Test
    void aSignedWebhookIsBelievedOnceAndEverythingElseRefused() {
        Payment payment = open(draft(CardBehaviour.CHALLENGE));
        var challenge = (PaymentOutcome.ChallengeNeeded) payments.authorize(payment);
        provider.answerChallenge(UUID.fromString(challenge.url().replace("/sandbox/challenge/", "")), true);
        String body = postgres.database()
                .sql()
                .sql("select body from sandbox.webhook where body like ?")
                .param("%" + payment.id() + "%")
                .query(String.class)
                .single();
        byte[] secret = new WebhookSecrets(postgres.database()).of("sandbox");
        String signature = WebhookSignature.sign(secret, clock.instant(), body);

        refused(new Webhook("sandbox", signature, body + " "), "payments.bad-signature");
        refused(new Webhook("sandbox", "t=1,v1=00", body), "payments.bad-signature");
        refused(
                new Webhook("sandbox", WebhookSignature.sign(new byte[32], clock.instant(), body), body),
                "payments.bad-signature");
        refused(new Webhook("stripe", signature, body), "payments.no-provider");
        assertThat(payments.receive(new Webhook("sandbox", signature, body))).isEqualTo(WebhookOutcome.ACCEPTED);
        assertThat(payments.receive(new Webhook("sandbox", signature, body))).isEqualTo(WebhookOutcome.DUPLICATE);
        clock.advance(Duration.ofMinutes(6));
        refused(new Webhook("sandbox", signature, body), "payments.bad-signature");

        assertThat(payments.payment(payment.id()).orElseThrow().state()).isEqualTo(PaymentState.AUTHORIZED);
        assertThat(facts(payment)).isEqualTo(1);
    }

    @Test
    void aWebhookIsRecognisedForAsLongAsItsReceiptIsKeptAndChangesNothingAfterwards() {
        Payment payment = open(draft(CardBehaviour.APPROVE));
        payments.authorize(payment);
        String body = "{\"id\":\"event-" + payment.id() + "\",\"authorizeKey\":\"" + payment.id() + "\"}";
        assertThat(payments.receive(signed(body))).isEqualTo(WebhookOutcome.ACCEPTED);

        clock.advance(PaymentsSettings.defaults().webhookReceipts());
        payments.prune();
        assertThat(payments.receive(signed(body))).isEqualTo(WebhookOutcome.DUPLICATE);

        clock.advance(Duration.ofSeconds(1));
        assertThat(payments.prune()).isPositive();
        assertThat(payments.receive(signed(body))).isEqualTo(WebhookOutcome.ACCEPTED);
        assertThat(payments.payment(payment.id()).orElseThrow().state()).isEqualTo(PaymentState.AUTHORIZED);
    }

    private Webhook signed(String body) {
        byte[] secret = new WebhookSecrets(postgres.database()).of("sandbox");
        return new Webhook("sandbox", WebhookSignature.sign(secret, clock.instant(), body), body);
    }

    @Test
    void theLedgerCannotBeChanged() {
        Payment payment = captured(CardBehaviour.APPROVE);

        for (String change : List.of("update payments.ledger set amount = 0", "delete from payments.ledger")) {
            assertThatThrownBy(() -> postgres.database().sql().sql(change).update())
                    .hasStackTraceContaining("permission denied");
            assertThatThrownBy(() -> postgres.owner().sql().sql(change).update())
                    .hasStackTraceContaining("append-only");
        }
        assertThat(sum(payment)).isEqualTo(AMOUNT);
    }

    private void refused(Webhook webhook, String code) {
        assertThatThrownBy(() -> payments.receive(webhook))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private boolean refunds(Payment payment, long cents) {
        try {
            return payments.refund(new RefundDraft(Ids.next(), payment.id(), Money.of(cents, "EUR"), "Back"))
                            .state()
                    == Refund.State.DONE;
        } catch (Failure e) {
            assertThat(e.code()).isEqualTo("payments.refund-too-large");
            return false;
        }
    }

    private Money sum(Payment payment) {
        return payments.ledger(payment.id()).stream()
                .filter(e -> !e.kind().equals("authorized"))
                .map(LedgerEntry::amount)
                .reduce(Money.of(0, "EUR"), Money::plus);
    }

    private PaymentState state(Payment payment) {
        return payments.payment(payment.id()).orElseThrow().state();
    }

    private static void due(Payment payment, int seconds) {
        postgres.database()
                .sql()
                .sql(
                        "update payments.payment set next_check = clock_timestamp() + make_interval(secs => ?) where id = ?")
                .params(seconds, payment.id())
                .update();
    }

    private static double secondsUntilDue(Payment payment) {
        return postgres.database()
                .sql()
                .sql(
                        "select extract(epoch from next_check - clock_timestamp())::float8 from payments.payment where id = ?")
                .param(payment.id())
                .query(Double.class)
                .single();
    }

    private long facts(Payment payment) {
        return postgres.database()
                .sql()
                .sql("select count(*) from events.outbox where key = ? and type = 'payment.settled'")
                .param(payment.id().toString())
                .query(Long.class)
                .single();
    }

    private Payment captured(CardBehaviour behaviour) {
        return payments.capture(authorized(behaviour)).payment();
    }

    private Payment authorized(CardBehaviour behaviour) {
        return payments.authorize(open(draft(behaviour))).payment();
    }

    private Payment open(PaymentDraft draft) {
        return postgres.database().transact(() -> payments.open(draft));
    }

    private PaymentDraft draft(CardBehaviour behaviour) {
        var card = new CardDetails(behaviour.numbers().getFirst(), 12, 2099, "123", "Ada Lovelace");
        return new PaymentDraft(
                Ids.next(), "Test", AMOUNT, payments.tokenize(card).token(), "/back");
    }
}

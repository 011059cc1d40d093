package io.peakday.payments;

import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.events.Outbox;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.problems.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shop's payments: one per checkout, opened before the provider is asked, never captured twice, never refunded above
 * what was captured.
 *
 * <p>The provider's keys are made from the payment's id, so a process that died between question and answer asks the same
 * question again and gets the same answer. Our records follow: each move is guarded by the states it may come from. Where
 * the provider does not answer, the payment is {@code UNKNOWN}, and {@link #reconcile} or a webhook settles it.
 */
public final class Payments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);
    private static final int MAX_BATCH = 256;
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_WEBHOOK = 64 * 1024;
    private static final JsonMapper JSON = StrictJson.on(JsonMapper.builder()).build();

    private final PaymentSetup setup;
    private final PaymentRows rows;
    private final PaymentHistory history;
    private final WebhookSecrets secrets;
    private final PaymentsSettings settings;
    private final InstantSource clock;
    private final GroupCommit<TransitionBatch.Move, Payment> moves;

    public Payments(
            Database database,
            Outbox outbox,
            InstantSource clock,
            PaymentProvider provider,
            WebhookSecrets secrets,
            PaymentsSettings settings) {
        this(database, outbox, clock, PaymentSetup.of(provider), secrets, settings);
    }

    public Payments(
            Database database,
            Outbox outbox,
            InstantSource clock,
            PaymentSetup setup,
            WebhookSecrets secrets,
            PaymentsSettings settings) {
        this.setup = setup;
        this.rows = new PaymentRows(database);
        this.history = new PaymentHistory(database);
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
        this.moves = new GroupCommit<>(
                "payments", database.dataSource(), MAX_BATCH, MAX_WAITING, new TransitionBatch(clock, outbox));
    }

    /** Whether anybody can pay, and how. */
    public PaymentSetup setup() {
        return setup;
    }

    /**
     * Exchanges a card for a token; the number goes no further than the provider.
     *
     * @throws Failure {@code payments.not-set-up}
     */
    public CardToken tokenize(CardDetails card) {
        return setup.provider().tokenize(card);
    }

    /** Writes down a payment; part of the caller's transaction. Opening an id again returns what is there. */
    public Payment open(PaymentDraft draft) {
        return openAll(List.of(draft)).getFirst();
    }

    /** As {@link #open}, for many at once, in order; each id once. */
    public List<Payment> openAll(List<PaymentDraft> drafts) {
        return drafts.isEmpty() ? List.of() : rows.open(drafts, clock.instant());
    }

    /**
     * Writes payments from before into the records, with their ledger; those that are there already are passed over. Part of the
     * caller's transaction. What is refunded of them later is refunded by hand: no provider of ours is asked.
     *
     * @return how many were new
     */
    public int importSettled(List<SettledPayment> payments) {
        return payments.isEmpty() ? 0 : history.write(payments);
    }

    /** Asks the provider to hold the amount, or how it stands if it was asked before. Not inside a transaction. */
    public PaymentOutcome authorize(Payment payment) {
        return authorize(payment, false);
    }

    /** Takes what is held. Not inside a transaction. */
    public PaymentOutcome capture(Payment payment) {
        apart();
        if (payment.state() != PaymentState.AUTHORIZED) {
            return outcome(payment);
        }
        String key = payment.id() + ":capture";
        CaptureOutcome answer = setup.provider().capture(key, key(payment.id()), payment.amount());
        if (answer instanceof CaptureOutcome.Unknown) {
            // Once more at once: most lost answers are a passing matter, and the key makes asking again harmless.
            answer = setup.provider().capture(key, key(payment.id()), payment.amount());
        }
        return switch (answer) {
            case CaptureOutcome.Captured captured ->
                outcome(move(payment.id(), PaymentState.CAPTURED, "Reference " + captured.reference()));
            case CaptureOutcome.Refused refused ->
                outcome(moves.submit(new TransitionBatch.Move(
                        payment.id(), PaymentState.DECLINED, refused.code(), null, "The capture was refused.", false)));
            case CaptureOutcome.Unknown unknown -> new PaymentOutcome.Pending(payment);
        };
    }

    /**
     * Gives the payment up, whatever state it is in: voids what is held, refunds what was taken. {@code Pending} where the
     * provider does not answer; {@code Captured} where it refuses the refund.
     */
    public PaymentOutcome cancel(UUID paymentId, String reason) {
        apart();
        Payment payment = require(paymentId);
        if (payment.state().isFinal()) {
            return outcome(payment);
        }
        if (payment.state().holdsMoney()) {
            return undo(payment, reason);
        }
        return switch (setup.provider().voidAuthorization(payment.id() + ":void", key(payment.id()))) {
            case VoidOutcome.Voided voided -> outcome(move(payment.id(), PaymentState.VOIDED, reason));
            case VoidOutcome.AlreadyCaptured captured -> {
                move(payment.id(), PaymentState.AUTHORIZED, "Learnt from the provider.");
                yield undo(move(payment.id(), PaymentState.CAPTURED, "Learnt from the provider."), reason);
            }
            case VoidOutcome.Unknown unknown -> new PaymentOutcome.Pending(payment);
        };
    }

    /**
     * Refunds a part of what was captured. Not inside a transaction.
     *
     * @throws Failure {@code payments.refund-too-large}, a conflict
     */
    public Refund refund(RefundDraft draft) {
        apart();
        Refund refund = rows.startRefund(draft, clock.instant());
        return refund.state() == Refund.State.PENDING ? ask(refund) : refund;
    }

    public Optional<Payment> payment(UUID id) {
        return rows.find(id);
    }

    public Optional<Refund> refund(UUID refundId) {
        return rows.refund(refundId);
    }

    /** A payment's ledger, oldest first: what moved, and what was said. */
    public List<LedgerEntry> ledger(UUID paymentId) {
        return rows.ledger(paymentId);
    }

    /** A payment's refunds, oldest first. */
    public List<Refund> refunds(UUID paymentId) {
        return rows.refunds(paymentId);
    }

    /**
     * Checks a webhook's signature and age and applies it once. The message is only a hint: what counts is what the
     * provider says when asked.
     *
     * @throws Failure {@code payments.bad-signature}, {@code payments.bad-webhook}, {@code payments.no-provider}
     */
    public WebhookOutcome receive(Webhook webhook) {
        PaymentProvider provider = setup.provider();
        if (!setup.ready() || !webhook.provider().equals(provider.name())) {
            throw Failure.notFound("payments.no-provider", "There is no such payment provider.");
        }
        WebhookSignature.verify(
                secrets.valid(provider.name()),
                webhook.signature(),
                webhook.body(),
                clock.instant(),
                settings.webhookTolerance());
        JsonNode message = read(webhook.body());
        String eventId = message.path("id").stringValue("");
        Optional<UUID> paymentId = Ids.parse(message.path("authorizeKey").stringValue(""));
        if (eventId.isEmpty() || eventId.length() > 100) {
            throw badWebhook();
        }
        Optional<Payment> payment = paymentId.flatMap(rows::find);
        payment.ifPresent(p -> authorize(p, true));
        // Remembered last: a webhook whose work failed comes again, and the work itself is idempotent.
        if (!rows.rememberWebhook(provider.name(), eventId, clock.instant())) {
            return WebhookOutcome.DUPLICATE;
        }
        return payment.isPresent() ? WebhookOutcome.ACCEPTED : WebhookOutcome.UNRELATED;
    }

    /**
     * Asks the provider about payments and refunds without an answer that are due. Safe on any number of nodes.
     *
     * @return how many it asked about
     */
    public int reconcile() {
        if (!setup.ready()) {
            return 0;
        }
        List<Payment> due = rows.takeDue();
        due.forEach(payment -> alone(payment.id(), () -> authorize(payment, true)));
        List<Refund> refunds = rows.takeDueRefunds();
        refunds.forEach(refund -> alone(refund.id(), () -> ask(refund)));
        return due.size() + refunds.size();
    }

    /**
     * Forgets webhooks that are older than their receipts are kept; even one that came once more would only make us ask
     * the provider again.
     *
     * @return how many were forgotten
     */
    public int prune() {
        return rows.forgetWebhooks(clock.instant().minus(settings.webhookReceipts()));
    }

    /**
     * Takes what is personal out of payments whose orders have ended: the card's token, paths, reasons and words of the
     * ledger. Amounts, times and kinds stay. Part of the caller's transaction; the provider is asked after it.
     */
    public void forget(Collection<UUID> paymentIds) {
        if (paymentIds.isEmpty()) {
            return;
        }
        rows.forget(paymentIds);
        List<String> keys = paymentIds.stream().map(Payments::key).toList();
        // Never inside a transaction, not even one that has just committed.
        rows.afterCommit(() -> Thread.ofVirtual().name("payments-forget").start(() -> {
            try {
                setup.provider().forget(keys);
            } catch (RuntimeException e) {
                LOG.warn("The provider did not forget {} payments: {}", keys.size(), e.toString());
            }
        }));
    }

    /** One that fails is asked about again when its pause is over, and does not hold back the others. */
    private static void alone(UUID id, Runnable question) {
        try {
            question.run();
        } catch (RuntimeException e) {
            LOG.error("The provider could not be asked about {}; it is tried again.", id, e);
        }
    }

    @Override
    public void close() {
        moves.close();
    }

    private PaymentOutcome authorize(Payment payment, boolean announce) {
        apart();
        AuthorizeOutcome answer = switch (payment.state()) {
            case CREATED, UNKNOWN ->
                setup.provider()
                        .authorize(key(payment.id()), payment.cardToken(), payment.amount(), payment.returnPath());
            case CHALLENGED -> setup.provider().challengeResult(key(payment.id()));
            case AUTHORIZED, CAPTURED, VOIDED, PARTLY_REFUNDED, REFUNDED, DECLINED -> null;
        };
        return outcome(answer == null ? payment : record(payment, answer, announce));
    }

    private Payment record(Payment payment, AuthorizeOutcome answer, boolean announce) {
        TransitionBatch.Move move = switch (answer) {
            case AuthorizeOutcome.Authorized a ->
                TransitionBatch.Move.to(payment.id(), PaymentState.AUTHORIZED, "Reference " + a.reference(), announce);
            case AuthorizeOutcome.Declined d ->
                new TransitionBatch.Move(
                        payment.id(),
                        PaymentState.DECLINED,
                        d.code(),
                        null,
                        d.code().sentence(),
                        announce);
            case AuthorizeOutcome.ChallengeNeeded c ->
                new TransitionBatch.Move(
                        payment.id(), PaymentState.CHALLENGED, null, c.url(), "The card holder is asked.", announce);
            case AuthorizeOutcome.Unknown u ->
                TransitionBatch.Move.to(payment.id(), PaymentState.UNKNOWN, u.reason(), announce);
        };
        return move.to() == payment.state() ? payment : moves.submit(move);
    }

    private PaymentOutcome undo(Payment payment, String reason) {
        Money rest = payment.refundable();
        if (rest.isZero()) {
            return outcome(payment);
        }
        UUID id = UUID.nameUUIDFromBytes((payment.id() + ":give-back").getBytes(StandardCharsets.UTF_8));
        Refund refund = refund(new RefundDraft(id, payment.id(), rest, reason));
        Payment after = require(payment.id());
        return switch (refund.state()) {
            case DONE -> new PaymentOutcome.Cancelled(after);
            case PENDING -> new PaymentOutcome.Pending(after);
            case REFUSED -> new PaymentOutcome.Captured(after);
        };
    }

    private Refund ask(Refund refund) {
        if (history.imported(refund.paymentId())) {
            return rows.endRefund(refund, true, clock.instant());
        }
        return switch (setup.provider().refund(refund.id().toString(), key(refund.paymentId()), refund.amount())) {
            case RefundOutcome.Refunded done -> rows.endRefund(refund, true, clock.instant());
            case RefundOutcome.Refused refused -> rows.endRefund(refund, false, clock.instant());
            case RefundOutcome.Unknown unknown -> refund;
        };
    }

    private Payment move(UUID id, PaymentState to, String detail) {
        return moves.submit(TransitionBatch.Move.to(id, to, detail, false));
    }

    private Payment require(UUID id) {
        return rows.find(id).orElseThrow(() -> Failure.notFound("payments.not-found", "There is no such payment."));
    }

    private static PaymentOutcome outcome(Payment payment) {
        return switch (payment.state()) {
            case CREATED, UNKNOWN -> new PaymentOutcome.Pending(payment);
            case CHALLENGED -> new PaymentOutcome.ChallengeNeeded(payment, present(payment.challengeUrl()));
            case AUTHORIZED -> new PaymentOutcome.Authorized(payment);
            case CAPTURED, PARTLY_REFUNDED -> new PaymentOutcome.Captured(payment);
            case VOIDED, REFUNDED -> new PaymentOutcome.Cancelled(payment);
            case DECLINED -> new PaymentOutcome.Declined(payment, present(payment.decline()));
        };
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the state of a payment and its details are written together");
        }
        return value;
    }

    private static String key(UUID paymentId) {
        return paymentId.toString();
    }

    private static JsonNode read(String body) {
        if (body.length() > MAX_WEBHOOK) {
            throw badWebhook();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw badWebhook();
        }
    }

    private static Failure badWebhook() {
        return Failure.invalid("payments.bad-webhook", "This webhook is not what was agreed with the provider.");
    }

    private static void apart() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a payment provider is never called inside a transaction");
        }
    }
}

package io.peakday.payments.sandbox;

import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import io.peakday.payments.AuthorizeOutcome;
import io.peakday.payments.CaptureOutcome;
import io.peakday.payments.CardDetails;
import io.peakday.payments.CardToken;
import io.peakday.payments.DeclineCode;
import io.peakday.payments.PaymentProvider;
import io.peakday.payments.ProviderStatus;
import io.peakday.payments.RefundOutcome;
import io.peakday.payments.VoidOutcome;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A payment provider that moves no money and otherwise behaves like one.
 *
 * <p>It keeps its own records, in transactions of its own: it refuses to be called inside anybody else's, as a company on the
 * other side of the network could not be called there either. What a card does is chosen by its number, see
 * {@link CardBehaviour}; the number itself is forgotten as soon as the token is made.
 */
public final class SandboxProvider implements PaymentProvider, AutoCloseable {
    public static final String NAME = "sandbox";

    private static final int MAX_BATCH = 256;
    private static final int MAX_WAITING = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final InstantSource clock;
    private final GroupCommit<AuthorizeBatch.Request, AuthorizeOutcome> authorizations;
    private final GroupCommit<CaptureBatch.Request, CaptureOutcome> captures;

    /** @param settlesAfter how long the bank of the webhook cards thinks */
    public SandboxProvider(Database database, InstantSource clock, Duration settlesAfter) {
        this.database = database;
        this.clock = clock;
        this.authorizations = new GroupCommit<>(
                "sandbox-authorize",
                database.dataSource(),
                MAX_BATCH,
                MAX_WAITING,
                new AuthorizeBatch(clock, settlesAfter));
        this.captures =
                new GroupCommit<>("sandbox-capture", database.dataSource(), MAX_BATCH, MAX_WAITING, new CaptureBatch());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CardToken tokenize(CardDetails card) {
        apart();
        byte[] random = new byte[18];
        RANDOM.nextBytes(random);
        String token = "tok_" + HexFormat.of().formatHex(random);
        boolean expired = YearMonth.of(card.expiryYear(), card.expiryMonth())
                .isBefore(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)));
        CardBehaviour behaviour = expired ? CardBehaviour.EXPIRED_CARD : CardBehaviour.of(card.number());
        database.sql()
                .sql("insert into sandbox.card (token, behaviour, brand, last4, issued_at) values (?, ?, ?, ?, ?)")
                .params(token, behaviour.name(), card.brand(), card.last4(), SqlTime.of(clock.instant()))
                .update();
        return new CardToken(token, card.brand(), card.last4(), card.expiryMonth(), card.expiryYear());
    }

    @Override
    public AuthorizeOutcome authorize(String key, String cardToken, Money amount, String returnPath) {
        apart();
        try {
            return authorizations.submit(new AuthorizeBatch.Request(key, cardToken, amount, returnPath));
        } catch (Failure e) {
            return new AuthorizeOutcome.Unknown(unlessOurs(e));
        }
    }

    @Override
    public AuthorizeOutcome challengeResult(String authorizeKey) {
        return charge(authorizeKey, "")
                .map(Charge::outcome)
                .orElseGet(() -> new AuthorizeOutcome.Declined("none", DeclineCode.NOT_POSSIBLE));
    }

    @Override
    public CaptureOutcome capture(String key, String authorizeKey, Money amount) {
        apart();
        try {
            return captures.submit(new CaptureBatch.Request(key, authorizeKey, amount));
        } catch (Failure e) {
            return new CaptureOutcome.Unknown(unlessOurs(e));
        }
    }

    @Override
    public VoidOutcome voidAuthorization(String key, String authorizeKey) {
        apart();
        return database.transact(() -> {
            // Burns the key where it was never seen, so that an authorization still under way finds it given up.
            database.sql()
                    .sql("""
                            insert into sandbox.charge (authorize_key, reference, behaviour, card_token, currency, amount,
                                                        return_path, state, created_at)
                            values (?, gen_random_uuid(), 'APPROVE', '', 'XXX', 0, '/', 'VOIDED', ?)
                            on conflict (authorize_key) do nothing""")
                    .params(authorizeKey, SqlTime.of(clock.instant()))
                    .update();
            int voided = database.sql().sql("""
                            update sandbox.charge set state = 'VOIDED', settles_at = null
                            where authorize_key = ? and state <> 'CAPTURED'""").param(authorizeKey).update();
            return voided == 1 ? new VoidOutcome.Voided() : new VoidOutcome.AlreadyCaptured();
        });
    }

    @Override
    public RefundOutcome refund(String key, String authorizeKey, Money amount) {
        apart();
        return database.transact(() -> {
            Optional<Charge> charge = charge(authorizeKey, " for update");
            Optional<RefundRow> before = database.sql()
                    .sql("select authorize_key, amount, refused from sandbox.refund where key = ?")
                    .param(key)
                    .query((row, n) -> new RefundRow(row.getString(1), row.getLong(2), row.getBoolean(3)))
                    .optional();
            if (before.isPresent()) {
                return before.get().again(key, authorizeKey, amount);
            }
            boolean possible = charge.filter(c -> c.behaviour() != CardBehaviour.REFUND_FAILS
                            && c.amount().currency().equals(amount.currency())
                            && c.captured() - c.refunded() >= amount.minor())
                    .isPresent();
            database.sql()
                    .sql("insert into sandbox.refund (key, authorize_key, amount, refused, created_at)"
                            + " values (?, ?, ?, ?, ?)")
                    .params(key, authorizeKey, amount.minor(), !possible, SqlTime.of(clock.instant()))
                    .update();
            if (!possible) {
                return new RefundOutcome.Refused(DeclineCode.NOT_POSSIBLE);
            }
            database.sql()
                    .sql("update sandbox.charge set refunded = refunded + ? where authorize_key = ?")
                    .params(amount.minor(), authorizeKey)
                    .update();
            return new RefundOutcome.Refunded(key);
        });
    }

    @Override
    public ProviderStatus status(String authorizeKey) {
        return charge(authorizeKey, "")
                .<ProviderStatus>map(c -> new ProviderStatus.Found(
                        c.outcome(),
                        new Money(c.captured(), c.amount().currency()),
                        new Money(c.refunded(), c.amount().currency()),
                        c.state() == Charge.State.VOIDED))
                .orElseGet(ProviderStatus.NeverSeen::new);
    }

    /** The charge a challenge page is about. */
    Optional<Charge> challenged(UUID reference) {
        return database.sql()
                .sql("select * from sandbox.charge where reference = ? and behaviour like 'CHALLENGE%'")
                .param(reference)
                .query(Charge::read)
                .optional();
    }

    /** The card holder's answer to a challenge, as the challenge page gives it; only the first counts. */
    public void answerChallenge(UUID reference, boolean approve) {
        database.run(() -> database.sql()
                .sql("""
                        update sandbox.charge
                        set state = case when ? and behaviour = 'CHALLENGE' then 'AUTHORIZED' else 'DECLINED' end,
                            decline = case when ? and behaviour = 'CHALLENGE' then null else 'CHALLENGE_FAILED' end
                        where reference = ? and behaviour like 'CHALLENGE%' and state = 'CHALLENGED'
                        returning *""")
                .params(approve, approve, reference)
                .query(Charge::read)
                .optional()
                .ifPresent(charge -> SandboxWebhooks.enqueue(database, charge, clock.instant())));
    }

    @Override
    public void forget(List<String> authorizeKeys) {
        String[] keys = authorizeKeys.toArray(String[]::new);
        apart();
        database.run(() -> {
            database.sql().sql("""
                            delete from sandbox.card where token in (
                                select card_token from sandbox.charge where authorize_key = any(?))""").param(keys).update();
            database.sql()
                    .sql(
                            "update sandbox.charge set return_path = '/', card_token = 'erased' where authorize_key = any(?)")
                    .param(keys)
                    .update();
        });
    }

    @Override
    public void close() {
        authorizations.close();
        captures.close();
    }

    private Optional<Charge> charge(String authorizeKey, String lock) {
        return database.sql()
                .sql("select * from sandbox.charge where authorize_key = ?" + lock)
                .param(authorizeKey)
                .query(Charge::read)
                .optional();
    }

    /** Why there is no answer; a failure that asking again cannot cure is the caller's and goes on. */
    private static String unlessOurs(Failure e) {
        if (e.fault().retryHelps()) {
            return e.detail();
        }
        throw e;
    }

    private static void apart() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a payment provider is never called inside a transaction");
        }
    }

    private record RefundRow(String authorizeKey, long amount, boolean refused) {
        RefundOutcome again(String key, String askedFor, Money asked) {
            if (!authorizeKey.equals(askedFor) || amount != asked.minor()) {
                throw Failure.conflict("payments.key-reused", "This key belongs to another refund.");
            }
            return refused ? new RefundOutcome.Refused(DeclineCode.NOT_POSSIBLE) : new RefundOutcome.Refunded(key);
        }
    }
}

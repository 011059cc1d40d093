package io.peakday.access;

import static io.peakday.identity.Rows.uuid;

import io.peakday.access.FactorCheck.Proof;
import io.peakday.access.FactorStore.Purpose;
import io.peakday.access.StaffEvents.SecondFactorChange;
import io.peakday.access.StaffEvents.StaffSecondFactorChanged;
import io.peakday.access.factor.RelyingParty;
import io.peakday.audit.Audit;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.events.Outbox;
import io.peakday.identity.Budgets;
import io.peakday.identity.Budgets.Budget;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Origin;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SignIn;
import io.peakday.identity.SignIn.Refused;
import io.peakday.identity.SignIn.SecondStep;
import io.peakday.identity.SignIn.Throttled;
import io.peakday.kernel.Ids;
import io.peakday.secrets.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The second step of a member's sign-in. After the right password there is no session but a pending step: a token, in a cookie of
 * the browser that gave the password, that opens nothing. A right second factor turns it into a session, once.
 *
 * <p><b>Guessing.</b> Whoever is here knows the password, so wrong answers count for the account, whatever network they come from:
 * as many in a window, and five times as many in a day, as passwords may be tried. Devices on which the member has signed in before
 * are counted apart, so nobody locks the owner out of those. When the strangers' answers are used up, the member is notified by mail.
 *
 * <p><b>Races.</b> As with the password: the member is locked, then the pending step is used, then the factor, then the session is
 * opened. A change of password or factors takes the same lock before it ends pending steps.
 */
public final class StaffSecondStep implements PasswordSignIn.Gate {
    /** How long the second step waits for its answer. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private static final int WINDOWS_A_DAY = 5;

    private record Pending(UUID id, UUID staff) {}

    private record Member(UUID id, String email, String name) {}

    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final PasswordSignIn signIn;
    private final Budgets budgets;
    private final IdentitySettings.Attempts attempts;
    private final Audit audit;
    private final FactorStore store;
    private final FactorCheck check;

    /** What the step is made of. */
    record Parts(FactorStore store, FactorCheck check, Budgets budgets, Outbox outbox, Audit audit) {}

    StaffSecondStep(
            Database database, InstantSource clock, PasswordSignIn signIn, IdentitySettings settings, Parts parts) {
        this.database = database;
        this.clock = clock;
        this.signIn = signIn;
        this.attempts = settings.attempts();
        this.store = parts.store();
        this.check = parts.check();
        this.budgets = parts.budgets();
        this.outbox = parts.outbox();
        this.audit = parts.audit();
    }

    @Override
    public Optional<SignIn> before(UUID staff) {
        if (!store.isSet(staff)) {
            return Optional.empty();
        }
        String token = Tokens.create();
        Instant until = clock.instant().plus(LIFE);
        database.sql()
                .sql("insert into identity.sign_in_step (id, token_hash, staff_id, expires_at) values (?, ?, ?, ?)")
                .params(Ids.next(), Tokens.hash(token), staff, SqlTime.of(until))
                .update();
        return Optional.of(new SecondStep(token, until, LIFE));
    }

    /** What may be answered with; empty if the token is unknown, used or too old. */
    public Optional<SecondFactorView> pending(String token) {
        return find(token).map(pending -> store.view(pending.staff()));
    }

    /** What the browser is to sign with a passkey; empty if the token is no good, or no passkey of the member works at this host. */
    public Optional<PasskeyRequest> request(String token, RelyingParty party) {
        Pending pending = find(token).orElse(null);
        if (pending == null) {
            return Optional.empty();
        }
        List<byte[]> allowed = store.passkeys(pending.staff(), party).stream()
                .map(known -> known.credential().id())
                .toList();
        return allowed.isEmpty()
                ? Optional.empty()
                : Optional.of(new PasskeyRequest.Answer(store.challenge(pending.id(), Purpose.ANSWER), party, allowed));
    }

    /** Opens a session if the factor is right; what was wrong is shown to nobody. */
    public SignIn answer(String token, FactorAnswer answer, Origin origin) {
        Pending pending = find(token).orElse(null);
        if (pending == null) {
            return new Refused();
        }
        UUID staff = pending.staff();
        boolean known = signIn.isKnownDevice(staff, origin.knownDevice());
        List<Budget> counted = counted(staff, known, origin);
        Duration wait = budgets.take(counted);
        if (wait.isPositive()) {
            warn(staff);
            return new Throttled(wait);
        }
        SignIn outcome = database.transact(() -> open(pending, answer, known, origin));
        if (outcome instanceof SignIn.SignedIn) {
            budgets.release(counted);
        } else {
            audit.appendAs(
                    "guest",
                    "staff.second-step-refused",
                    "staff:" + staff,
                    Map.of("address", audit.pseudonym(origin.address())));
        }
        return outcome;
    }

    /** No pending step of this member counts any more; in the transaction that has locked the member. */
    void endAll(UUID staff) {
        database.sql()
                .sql("delete from identity.sign_in_step where staff_id = ?")
                .param(staff)
                .update();
    }

    void prune() {
        database.sql()
                .sql("delete from identity.sign_in_step where expires_at < ?")
                .param(SqlTime.of(clock.instant()))
                .update();
        store.prune();
    }

    private SignIn open(Pending pending, FactorAnswer answer, boolean known, Origin origin) {
        UUID staff = pending.staff();
        Member member = lock(staff).orElse(null);
        if (member == null || !isThere(pending)) {
            return new Refused();
        }
        Proof proof = check.check(staff, pending.id(), answer).orElse(null);
        if (proof == null) {
            return new Refused();
        }
        database.sql()
                .sql("delete from identity.sign_in_step where id = ?")
                .param(pending.id())
                .update();
        audit.appendAs(
                "staff:" + staff,
                "staff.signed-in",
                "staff:" + staff,
                Map.of("address", audit.pseudonym(origin.address()), "secondFactor", proof.code()));
        if (proof == Proof.RECOVERY_CODE) {
            publish(member, SecondFactorChange.RECOVERY_CODE_USED);
        }
        return signIn.welcome(SessionKind.STAFF, staff, known, origin, true);
    }

    private List<Budget> counted(UUID staff, boolean known, Origin origin) {
        String whose = "second-step:" + staff + (known ? ":" + origin.knownDevice() : "");
        int limit = known ? attempts.perDevice() : attempts.perAccount();
        return List.of(
                new Budget(whose, limit, attempts.window()),
                new Budget(whose + ":day", WINDOWS_A_DAY * limit, Duration.ofDays(1)));
    }

    /** Somebody knows the password and guesses: once a day the member is notified. */
    private void warn(UUID staff) {
        Budget once = new Budget("mail:second-step:" + staff, 1, Duration.ofDays(1));
        if (budgets.take(List.of(once)).isPositive()) {
            return;
        }
        database.run(() -> lock(staff).ifPresent(member -> publish(member, SecondFactorChange.GUESSED)));
    }

    private void publish(Member member, SecondFactorChange change) {
        outbox.append(
                StaffEvents.SECOND_FACTOR_CHANGED,
                member.id().toString(),
                new StaffSecondFactorChanged(
                        member.id(),
                        member.email(),
                        member.name(),
                        change,
                        store.view(member.id()).recoveryCodes()));
    }

    private Optional<Pending> find(String token) {
        if (!Tokens.isShaped(token)) {
            return Optional.empty();
        }
        return database.sql()
                .sql("select id, staff_id from identity.sign_in_step where token_hash = ? and expires_at > ?")
                .params(Tokens.hash(token), SqlTime.of(clock.instant()))
                .query((row, n) -> new Pending(uuid(row, "id"), uuid(row, "staff_id")))
                .optional();
    }

    private boolean isThere(Pending pending) {
        return database.sql()
                .sql("select exists (select from identity.sign_in_step where id = ? and expires_at > ?)")
                .params(pending.id(), SqlTime.of(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    private Optional<Member> lock(UUID staff) {
        return database.sql()
                .sql("select id, email, name from identity.staff where id = ? and active for update")
                .param(staff)
                .query((row, n) -> new Member(uuid(row, "id"), row.getString("email"), row.getString("name")))
                .optional();
    }
}

package io.peakday.access;

import io.peakday.access.StaffEvents.SecondFactorChange;
import io.peakday.access.factor.RelyingParty;
import io.peakday.engines.Database;
import io.peakday.identity.PasswordSignIn;
import io.peakday.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Confirming who sits there, before a member of staff may change their own second factors: in the same session, with the password and
 * a factor if there is one. It counts for {@link #COUNTS_FOR}.
 */
public final class FactorConfirmation {
    /** For how long a confirmation counts, and so for how long a new app's secret waits for its first code. */
    public static final Duration COUNTS_FOR = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;
    private final PasswordSignIn signIn;
    private final FactorStore store;
    private final FactorCheck check;
    private final FactorNotices notices;

    FactorConfirmation(
            Database database,
            InstantSource clock,
            PasswordSignIn signIn,
            FactorStore store,
            FactorCheck check,
            FactorNotices notices) {
        this.database = database;
        this.clock = clock;
        this.signIn = signIn;
        this.store = store;
        this.check = check;
        this.notices = notices;
    }

    /** Until when this session may change the factors; empty: it has to be confirmed first. */
    public Optional<Instant> until(StaffSession me) {
        return signIn.sessions().confirmedUntil(me.staffId(), me.sessionId());
    }

    /**
     * Confirms who sits there.
     *
     * @param answer null for who has no second factor yet
     * @return false if the password or the factor is wrong
     * @throws Failure {@code identity.throttled} after too many wrong ones; nothing is checked then
     */
    public boolean confirm(StaffSession me, String password, @Nullable FactorAnswer answer) {
        String hash = database.sql()
                .sql("select password from identity.staff where id = ? and active")
                .param(me.staffId())
                .query(String.class)
                .optional()
                .orElse(null);
        if (!signIn.guesses().matches(me.staffId(), me.sessionId(), hash, password)) {
            return false;
        }
        return signIn.guesses()
                .count(
                        me.staffId(),
                        me.sessionId(),
                        () -> database.transact(() -> {
                            boolean same = lock(me.staffId())
                                    .filter(present -> present.equals(hash))
                                    .isPresent();
                            boolean right = same
                                    && (store.isSet(me.staffId())
                                            ? answer != null
                                                    && check.check(me.staffId(), me.sessionId(), answer)
                                                            .map(proof -> used(me, proof))
                                                            .isPresent()
                                            : true);
                            return right && note(me);
                        }));
    }

    /** What the browser is to sign to {@link #confirm}; empty if no passkey of the member works at this host. */
    public Optional<PasskeyRequest> request(StaffSession me, RelyingParty party) {
        return check.request(me.staffId(), me.sessionId(), party);
    }

    /** @throws Failure {@code identity.not-confirmed} */
    void require(StaffSession me) {
        if (until(me).isEmpty()) {
            throw Failure.conflict(
                    "identity.not-confirmed",
                    "Confirm that it is you first, with your password and your second factor if you have one.");
        }
    }

    private boolean used(StaffSession me, FactorCheck.Proof proof) {
        if (proof == FactorCheck.Proof.RECOVERY_CODE) {
            notices.changed(StaffMember.of(me), SecondFactorChange.RECOVERY_CODE_USED);
        }
        return true;
    }

    private boolean note(StaffSession me) {
        return signIn.sessions()
                .confirm(me.staffId(), me.sessionId(), clock.instant().plus(COUNTS_FOR));
    }

    /** The password of the member, who is locked. */
    private Optional<String> lock(UUID staff) {
        return database.sql()
                .sql("select password from identity.staff where id = ? and active for update")
                .param(staff)
                .query(String.class)
                .optional();
    }
}

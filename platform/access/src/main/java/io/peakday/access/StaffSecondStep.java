package io.peakday.access;

import io.peakday.access.FactorCheck.Proof;
import io.peakday.access.PendingSteps.Pending;
import io.peakday.access.factor.RelyingParty;
import io.peakday.engines.Database;
import io.peakday.identity.Origin;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SignIn;
import io.peakday.identity.SignIn.Refused;
import io.peakday.identity.SignIn.Throttled;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The second step of a member's sign-in. After the right password there is no session but a {@linkplain PendingSteps pending step}:
 * a token, in a cookie of the browser that gave the password, that opens nothing. A right second factor turns it into a session,
 * once. Wrong ones are counted ({@link SecondStepGuesses}).
 *
 * <p><b>Races.</b> As with the password: the member is locked, then the pending step is used, then the factor, then the session is
 * opened. A change of password or factors takes the same lock before it ends pending steps.
 */
public final class StaffSecondStep {
    private final Database database;
    private final PasswordSignIn signIn;
    private final PendingSteps steps;
    private final FactorCheck check;
    private final SecondStepGuesses guesses;
    private final FactorNotices notices;

    StaffSecondStep(
            Database database,
            PasswordSignIn signIn,
            PendingSteps steps,
            FactorCheck check,
            SecondStepGuesses guesses,
            FactorNotices notices) {
        this.database = database;
        this.signIn = signIn;
        this.steps = steps;
        this.check = check;
        this.guesses = guesses;
        this.notices = notices;
    }

    /** What may be answered with; empty if the token is unknown, used or too old. */
    public Optional<SecondFactorView> pending(String token) {
        return steps.factors(token);
    }

    /** What the browser is to sign with a passkey; empty if the token is no good, or no passkey of the member works at this host. */
    public Optional<PasskeyRequest> request(String token, RelyingParty party) {
        return steps.find(token).flatMap(pending -> check.request(pending.staff(), pending.id(), party));
    }

    /** Opens a session if the factor is right; what was wrong is shown to nobody. */
    public SignIn answer(String token, FactorAnswer answer, Origin origin) {
        Pending pending = steps.find(token).orElse(null);
        if (pending == null) {
            return new Refused();
        }
        UUID staff = pending.staff();
        boolean known = signIn.isKnownDevice(staff, origin.knownDevice());
        Duration wait = guesses.take(staff, known, origin);
        if (wait.isPositive()) {
            return new Throttled(wait);
        }
        SignIn outcome = database.transact(() -> open(pending, answer, known, origin));
        if (outcome instanceof SignIn.SignedIn) {
            guesses.release(staff, known, origin);
        } else {
            notices.refused(staff, origin);
        }
        return outcome;
    }

    private SignIn open(Pending pending, FactorAnswer answer, boolean known, Origin origin) {
        UUID staff = pending.staff();
        StaffMember member = StaffMember.lock(database, staff).orElse(null);
        if (member == null || !steps.isThere(pending)) {
            return new Refused();
        }
        Proof proof = check.check(staff, pending.id(), answer).orElse(null);
        if (proof == null) {
            return new Refused();
        }
        steps.use(pending);
        notices.signedIn(member, proof, origin);
        return signIn.welcome(SessionKind.STAFF, staff, known, origin, true);
    }
}

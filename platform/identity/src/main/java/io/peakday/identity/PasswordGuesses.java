package io.peakday.identity;

import io.peakday.identity.Budgets.Budget;
import io.peakday.kernel.Failure;
import io.peakday.secrets.PasswordHashing;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asking somebody who is signed in for their password once more. Wrong answers are counted against the session and the account,
 * right ones not: whoever found a session open cannot guess through it indefinitely, and a second session costs them the password.
 */
public final class PasswordGuesses {
    private final Budgets budgets;
    private final PasswordHashing hashing;
    private final IdentitySettings.Attempts attempts;

    PasswordGuesses(Budgets budgets, PasswordHashing hashing, IdentitySettings.Attempts attempts) {
        this.budgets = budgets;
        this.hashing = hashing;
        this.attempts = attempts;
    }

    /**
     * Whether this is the password of the hash.
     *
     * @throws Failure {@code identity.throttled} after too many wrong ones; nothing is checked then
     */
    public boolean matches(UUID owner, UUID session, @Nullable String hash, String password) {
        List<Budget> counted = counted("present:", owner, session);
        take(counted, "Too many wrong passwords.", "or sign out and ask for a new password by mail");
        boolean right = hashing.matches(hash, password);
        if (right) {
            budgets.release(counted);
        }
        return right;
    }

    /**
     * Tries a second factor, or the first code of a new one; an answer that is false or empty is a wrong one and counts.
     *
     * @throws Failure {@code identity.throttled} after too many wrong ones; nothing is tried then
     */
    public <T> T count(UUID owner, UUID session, Supplier<T> attempt) {
        List<Budget> counted = counted("present-factor:", owner, session);
        take(counted, "Too many wrong answers.", "or use a recovery code at your next sign-in");
        T outcome = attempt.get();
        if (!outcome.equals(false) && !outcome.equals(OptionalLong.empty())) {
            budgets.release(counted);
        }
        return outcome;
    }

    private List<Budget> counted(String what, UUID owner, UUID session) {
        return List.of(new Budget(what + owner + ':' + session, attempts.perAccount(), attempts.window()));
    }

    private void take(List<Budget> counted, String reason, String instead) {
        Duration wait = budgets.take(counted);
        if (wait.isPositive()) {
            long minutes = Math.max(1, (wait.toSeconds() + 59) / 60);
            throw Failure.tooMany("identity.throttled", reason + " Wait " + minutes + " min, " + instead + ".", wait);
        }
    }
}

package io.peakday.access;

import io.peakday.engines.Database;
import io.peakday.identity.Budgets;
import io.peakday.identity.Budgets.Budget;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Origin;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Counts wrong answers to second steps. Whoever gives one knows the password, so they count for the account, whatever network they
 * come from: as many in a window, and five times as many in a day, as passwords may be tried. Devices on which the member has signed
 * in before are counted apart, so nobody locks the owner out of those. When the answers are used up, the member is notified by mail.
 */
final class SecondStepGuesses {
    private static final int WINDOWS_A_DAY = 5;

    private final Database database;
    private final Budgets budgets;
    private final IdentitySettings.Attempts attempts;
    private final FactorNotices notices;

    SecondStepGuesses(Database database, Budgets budgets, IdentitySettings settings, FactorNotices notices) {
        this.database = database;
        this.budgets = budgets;
        this.attempts = settings.attempts();
        this.notices = notices;
    }

    /**
     * Counts an answer before it is looked at.
     *
     * @param known whether the member has signed in on this device before
     * @return how long to wait before it is; zero: not at all
     */
    Duration take(UUID staff, boolean known, Origin origin) {
        Duration wait = budgets.take(counted(staff, known, origin));
        if (wait.isPositive()) {
            warn(staff);
        }
        return wait;
    }

    /** The answer was right. */
    void release(UUID staff, boolean known, Origin origin) {
        budgets.release(counted(staff, known, origin));
    }

    private List<Budget> counted(UUID staff, boolean known, Origin origin) {
        String whose = "second-step:" + staff + (known ? ":" + origin.knownDevice() : "");
        int limit = known ? attempts.perDevice() : attempts.perAccount();
        return List.of(
                new Budget(whose, limit, attempts.window()),
                new Budget(whose + ":day", WINDOWS_A_DAY * limit, Duration.ofDays(1)));
    }

    /** Once a day. */
    private void warn(UUID staff) {
        Budget once = new Budget("mail:second-step:" + staff, 1, Duration.ofDays(1));
        if (budgets.take(List.of(once)).isPositive()) {
            return;
        }
        database.run(() -> StaffMember.lock(database, staff).ifPresent(notices::guessed));
    }
}

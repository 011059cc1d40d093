package io.peakday.access;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;

/** For the command line: lets a member of staff in again who has lost the password, or the second factors with it. */
public final class LostAccess {
    private final Database database;
    private final StaffRows rows;
    private final StaffPasswords passwords;
    private final FactorRemoval factors;

    LostAccess(Database database, StaffRows rows, StaffPasswords passwords, FactorRemoval factors) {
        this.database = database;
        this.rows = rows;
        this.passwords = passwords;
        this.factors = factors;
    }

    /**
     * Sets a new password and ends every session and token. Second factors stay.
     *
     * @throws Failure {@code identity.no-staff}, {@code identity.bad-password}
     */
    public StaffView resetPassword(String email, String newPassword) {
        StaffView member = rows.require(email);
        passwords.set(member, newPassword);
        return member;
    }

    /**
     * As {@link #resetPassword}, and takes the second factors away, if there are any.
     *
     * @throws Failure {@code identity.no-staff}, {@code identity.bad-password}, {@code identity.beyond-your-rights}
     */
    public StaffView resetWithSecondFactor(String email, String newPassword) {
        return database.transact(() -> {
            StaffView member = resetPassword(email, newPassword);
            if (member.secondFactor()) {
                factors.remove(member);
            }
            return member;
        });
    }
}

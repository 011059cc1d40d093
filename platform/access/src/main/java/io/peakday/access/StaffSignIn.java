package io.peakday.access;

import io.peakday.audit.Audit;
import io.peakday.identity.Origin;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SignIn;
import java.util.Map;
import java.util.UUID;

/** How members of staff sign in with their password, and out. */
public final class StaffSignIn {
    private final StaffRows rows;
    private final PasswordSignIn passwords;
    private final PendingSteps steps;
    private final Audit audit;

    StaffSignIn(StaffRows rows, PasswordSignIn passwords, PendingSteps steps, Audit audit) {
        this.rows = rows;
        this.passwords = passwords;
        this.steps = steps;
        this.audit = audit;
    }

    /**
     * Signs in at the console, or begins to: who has a second factor is asked for it ({@link StaffSecondStep}). A sign-in and every refusal
     * is written to the audit log.
     */
    public SignIn signIn(String email, String password, Origin origin) {
        SignIn outcome = passwords.signIn(
                SessionKind.STAFF,
                email,
                password,
                origin,
                steps,
                id -> audit.appendAs(
                        "staff:" + id,
                        "staff.signed-in",
                        "staff:" + id,
                        Map.of("address", audit.pseudonym(origin.address()))));
        if (outcome instanceof SignIn.Refused) {
            String subject =
                    rows.find(email).map(staff -> "staff:" + staff.id()).orElse("staff:unknown");
            audit.appendAs(
                    "guest", "staff.sign-in-refused", subject, Map.of("address", audit.pseudonym(origin.address())));
        }
        return outcome;
    }

    /** Ends the session. */
    public void signOut(UUID staffId, UUID sessionId) {
        passwords.sessions().end(staffId, sessionId);
    }
}

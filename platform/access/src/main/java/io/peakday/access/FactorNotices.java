package io.peakday.access;

import io.peakday.access.FactorCheck.Proof;
import io.peakday.access.StaffEvents.SecondFactorChange;
import io.peakday.access.StaffEvents.StaffSecondFactorChanged;
import io.peakday.audit.Audit;
import io.peakday.events.Outbox;
import io.peakday.identity.Origin;
import java.util.Map;
import java.util.UUID;

/** Reports what happens to second factors: to the member by mail, and in the audit log. In the caller's transaction, if there is one. */
final class FactorNotices {
    private final Outbox outbox;
    private final Audit audit;
    private final FactorStore store;

    FactorNotices(Outbox outbox, Audit audit, FactorStore store) {
        this.outbox = outbox;
        this.audit = audit;
        this.store = store;
    }

    /** A member's factors are changed, or one is used up. */
    void changed(StaffMember member, SecondFactorChange change) {
        mail(member, change);
        audit.append("staff.second-factor-changed", "staff:" + member.id(), Map.of("change", change.name()));
    }

    /** A sign-in is complete. */
    void signedIn(StaffMember member, Proof proof, Origin origin) {
        String who = "staff:" + member.id();
        audit.appendAs(
                who,
                "staff.signed-in",
                who,
                Map.of("address", audit.pseudonym(origin.address()), "secondFactor", proof.code()));
        if (proof == Proof.RECOVERY_CODE) {
            mail(member, SecondFactorChange.RECOVERY_CODE_USED);
        }
    }

    /** The second step of a sign-in was answered wrongly. */
    void refused(UUID staff, Origin origin) {
        audit.appendAs(
                "guest",
                "staff.second-step-refused",
                "staff:" + staff,
                Map.of("address", audit.pseudonym(origin.address())));
    }

    /** Somebody knows the password and guesses the rest. */
    void guessed(StaffMember member) {
        mail(member, SecondFactorChange.GUESSED);
    }

    private void mail(StaffMember member, SecondFactorChange change) {
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
}

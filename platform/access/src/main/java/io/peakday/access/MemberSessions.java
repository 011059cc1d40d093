package io.peakday.access;

import io.peakday.identity.Sessions;
import java.util.UUID;

/**
 * By what a member of staff is signed in, or half: sessions, and sign-ins that wait for their second step. Wherever a password or a
 * factor changes both end, in the transaction that has locked the member.
 */
final class MemberSessions {
    private final Sessions sessions;
    private final PendingSteps steps;

    MemberSessions(Sessions sessions, PendingSteps steps) {
        this.sessions = sessions;
        this.steps = steps;
    }

    void endAll(UUID staff) {
        steps.endAll(staff);
        sessions.endAll(staff);
    }

    /** All but this session. */
    void endOthers(UUID staff, UUID session) {
        steps.endAll(staff);
        sessions.endOthers(staff, session);
    }

    /**
     * Ends all but this session, in which the member has changed their factors.
     *
     * @param isSet whether there is a factor now
     */
    void factorsChanged(StaffSession me, boolean isSet) {
        endOthers(me.staffId(), me.sessionId());
        sessions.provedBySecondFactor(me.staffId(), me.sessionId(), isSet);
    }
}

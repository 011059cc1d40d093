package io.peakday.access;

import io.peakday.access.StaffEvents.SecondFactorChange;
import io.peakday.engines.Database;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import java.util.List;
import java.util.UUID;

/**
 * What every change has in common that a member makes to their own second factors: it is {@linkplain FactorConfirmation confirmed},
 * keeps the last factor where one is required, ends the member's other sessions and pending sign-ins, is reported to the member by
 * mail, and is in the audit log.
 */
final class FactorChanges {
    private final Database database;
    private final SecondFactorSettings settings;
    private final FactorStore store;
    private final FactorConfirmation confirmation;
    private final MemberSessions sessions;
    private final FactorNotices notices;

    FactorChanges(
            Database database,
            SecondFactorSettings settings,
            FactorStore store,
            FactorConfirmation confirmation,
            MemberSessions sessions,
            FactorNotices notices) {
        this.database = database;
        this.settings = settings;
        this.store = store;
        this.confirmation = confirmation;
        this.sessions = sessions;
        this.notices = notices;
    }

    /**
     * Makes one change, and recovery codes if there is a factor and no code is left.
     *
     * @return new recovery codes, if there were none
     * @throws Failure {@code identity.not-confirmed}, {@code identity.last-factor}, and what {@code work} throws
     */
    List<String> make(StaffSession me, SecondFactorChange change, Runnable work) {
        UUID staff = me.staffId();
        return database.transact(() -> {
            if (StaffMember.lock(database, staff).isEmpty()) {
                throw CurrentActor.signInRequired();
            }
            confirmation.require(me);
            work.run();
            boolean isSet = store.isSet(staff);
            if (!isSet && settings.required()) {
                throw Failure.conflict(
                        "identity.last-factor",
                        "This store asks everybody for a second factor: add another one before you remove this one.");
            }
            List<String> codes = List.of();
            if (!isSet) {
                store.removeCodes(staff);
            } else if (store.view(staff).recoveryCodes() == 0) {
                codes = store.renewCodes(staff);
            }
            sessions.factorsChanged(me, isSet);
            notices.changed(StaffMember.of(me), change);
            return codes;
        });
    }

    /** @throws Failure {@code identity.no-factor} if there was nothing to change */
    static void requireFound(boolean found) {
        if (!found) {
            throw Failure.notFound("identity.no-factor", "There is no such second factor.");
        }
    }
}

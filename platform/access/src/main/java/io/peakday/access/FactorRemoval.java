package io.peakday.access;

import io.peakday.access.StaffEvents.SecondFactorChange;
import io.peakday.engines.Database;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Permissions;
import io.peakday.kernel.Failure;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Taking all second factors of somebody else away, who has lost them and then signs in with the password alone. Whoever does it may do
 * all that the member may ({@link Grants}). One's own are removed by {@link AuthenticatorApps} and {@link StaffPasskeys}, after a
 * confirmation: else an open session, or a key made in it, would do.
 */
public final class FactorRemoval {
    private final Database database;
    private final StaffRows rows;
    private final Permissions permissions;
    private final FactorStore store;
    private final MemberSessions sessions;
    private final FactorNotices notices;

    FactorRemoval(
            Database database,
            StaffRows rows,
            Permissions permissions,
            FactorStore store,
            MemberSessions sessions,
            FactorNotices notices) {
        this.database = database;
        this.rows = rows;
        this.permissions = permissions;
        this.store = store;
        this.sessions = sessions;
        this.notices = notices;
    }

    /**
     * Removes all factors, and ends every session of the member's; they are notified by mail.
     *
     * @throws Failure {@code identity.no-staff}, {@code identity.no-factor}, {@code identity.beyond-your-rights}, {@code
     *     identity.own-factor}
     */
    public void remove(UUID id) {
        remove(rows.require(id));
    }

    void remove(StaffView member) {
        Grants.requireOver(permissions.of(member.roles()));
        if (member.id().equals(behind(CurrentActor.get()))) {
            throw Failure.conflict(
                    "identity.own-factor",
                    "Your own second factors are removed in the console, under Your account, Security, with password and factor.");
        }
        database.run(() -> {
            StaffMember.lock(database, member.id());
            FactorChanges.requireFound(store.removeAll(member.id()));
            sessions.endAll(member.id());
            notices.changed(StaffMember.of(member), SecondFactorChange.REMOVED_BY_OTHERS);
        });
    }

    /** The member who acts, or for whom a key acts. */
    private @Nullable UUID behind(Actor actor) {
        return switch (actor) {
            case Actor.Staff staff -> staff.id();
            case Actor.ApiClient key ->
                database.sql()
                        .sql("select owner_id from identity.api_key where id = ? and owner_id is not null")
                        .param(key.keyId())
                        .query(UUID.class)
                        .optional()
                        .orElse(null);
            default -> null;
        };
    }
}

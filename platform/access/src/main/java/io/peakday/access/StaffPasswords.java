package io.peakday.access;

import io.peakday.access.StaffEvents.StaffPasswordChanged;
import io.peakday.audit.Audit;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.MailTokens.Proof;
import io.peakday.identity.PasswordSignIn;
import io.peakday.kernel.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Setting the password of a member of staff: by the member, by a link in a mail ({@link ResetLinks}), or from the command line
 * ({@link LostAccess}). However it is set, every link, every half-done sign-in and every other session of the member ends; second
 * factors stay. As with customers, the account is locked before anything of it is changed or used.
 */
public final class StaffPasswords {
    private final Database database;
    private final PasswordSignIn signIn;
    private final Outbox outbox;
    private final Audit audit;
    private final ResetLinks links;
    private final MemberSessions sessions;

    StaffPasswords(
            Database database,
            PasswordSignIn signIn,
            Outbox outbox,
            Audit audit,
            ResetLinks links,
            MemberSessions sessions) {
        this.database = database;
        this.signIn = signIn;
        this.outbox = outbox;
        this.audit = audit;
        this.links = links;
        this.sessions = sessions;
    }

    /**
     * Changes the password and ends every other session and link; false if the current password is wrong.
     *
     * @throws Failure {@code identity.no-staff}, {@code identity.bad-password}, {@code identity.throttled} after too many wrong ones
     */
    public boolean change(UUID id, String current, String replacement, UUID keepSession) {
        StaffMember member = StaffMember.find(database, id)
                .orElseThrow(() -> Failure.notFound("identity.no-staff", "There is no such member of staff."));
        signIn.policy().require(replacement, member.email(), member.name());
        String known = database.sql()
                .sql("select password from identity.staff where id = ?")
                .param(id)
                .query(String.class)
                .single();
        if (!signIn.guesses().matches(id, keepSession, known, current)) {
            return false;
        }
        String hash = signIn.hashing().hash(replacement);
        return database.transact(() -> {
            if (!lock(id).filter(known::equals).isPresent()) {
                return false;
            }
            write(member, hash, keepSession, "staff.password-changed");
            return true;
        });
    }

    /**
     * Sets a new password by the token of a mail and ends every session and link; false if it is unknown, used or too old.
     *
     * @throws Failure {@code identity.bad-password}
     */
    public boolean reset(String token, String newPassword) {
        Proof proof = links.find(token).orElse(null);
        StaffMember member = proof == null
                ? null
                : StaffMember.active(database, proof.email()).orElse(null);
        if (proof == null || member == null || !member.id().equals(proof.ownerId())) {
            return false;
        }
        signIn.policy().require(newPassword, member.email(), member.name());
        String hash = signIn.hashing().hash(newPassword);
        return database.transact(() -> {
            if (lock(member.id()).isEmpty() || !links.use(token)) {
                return false;
            }
            write(member, hash, null, "staff.password-reset");
            return true;
        });
    }

    /** Sets the password, whoever asks. */
    void set(StaffView member, String newPassword) {
        signIn.policy().require(newPassword, member.email(), member.name());
        String hash = signIn.hashing().hash(newPassword);
        database.run(() -> {
            lock(member.id());
            write(StaffMember.of(member), hash, null, "staff.password-reset");
        });
    }

    /** Of a locked member. */
    private void write(StaffMember member, String hash, @Nullable UUID keepSession, String action) {
        UUID id = member.id();
        database.sql()
                .sql("update identity.staff set password = ?, version = version + 1 where id = ?")
                .params(hash, id)
                .update();
        links.endAll(id);
        signIn.forgetDevices(id);
        if (keepSession == null) {
            sessions.endAll(id);
        } else {
            sessions.endOthers(id, keepSession);
        }
        outbox.append(
                StaffEvents.PASSWORD_CHANGED,
                id.toString(),
                new StaffPasswordChanged(id, member.email(), member.name()));
        audit.append(action, "staff:" + id, Map.of());
    }

    private Optional<String> lock(UUID id) {
        return database.sql()
                .sql("select password from identity.staff where id = ? and active for update")
                .param(id)
                .query(String.class)
                .optional();
    }
}

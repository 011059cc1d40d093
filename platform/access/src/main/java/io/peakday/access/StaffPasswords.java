package io.peakday.access;

import io.peakday.access.StaffEvents.StaffPasswordChanged;
import io.peakday.access.StaffEvents.StaffPasswordResetRequested;
import io.peakday.audit.Audit;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.Budgets;
import io.peakday.identity.Budgets.Budget;
import io.peakday.identity.EmailKey;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.LinkTokens;
import io.peakday.identity.MailTokens;
import io.peakday.identity.MailTokens.Proof;
import io.peakday.identity.MailTokens.Purpose;
import io.peakday.identity.Origin;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.Rows;
import io.peakday.identity.Sessions;
import io.peakday.mail.LinkRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changing the password of a member of staff, and getting back in without it: by a link in a mail, or from the command line.
 * However it is set, every token, every half-done sign-in and every other session of the member ends; second factors stay. As with customers, the account is locked before
 * anything of it is changed or used.
 */
final class StaffPasswords {
    private static final Logger LOG = LoggerFactory.getLogger(StaffPasswords.class);

    private final Database database;
    private final Outbox outbox;
    private final Sessions sessions;
    private final PasswordSignIn signIn;
    private final Budgets budgets;
    private final IdentitySettings settings;
    private final Audit audit;
    private final MailTokens tokens;
    private final PendingSteps steps;

    StaffPasswords(
            Database database,
            Outbox outbox,
            InstantSource clock,
            PasswordSignIn signIn,
            Budgets budgets,
            IdentitySettings settings,
            Audit audit,
            PendingSteps steps) {
        this.database = database;
        this.outbox = outbox;
        this.sessions = signIn.sessions();
        this.signIn = signIn;
        this.budgets = budgets;
        this.settings = settings;
        this.audit = audit;
        this.steps = steps;
        this.tokens = new MailTokens(database, clock, LinkTokens.of(outbox));
    }

    /** As {@link StaffMembers#changePassword}. */
    boolean change(StaffView member, String current, String replacement, UUID keepSession) {
        signIn.policy().require(replacement, member.email(), member.name());
        String known = database.sql()
                .sql("select password from identity.staff where id = ?")
                .param(member.id())
                .query(String.class)
                .single();
        if (!signIn.guesses().matches(member.id(), keepSession, known, current)) {
            return false;
        }
        String hash = signIn.hashing().hash(replacement);
        return database.transact(() -> {
            if (!lock(member.id()).filter(known::equals).isPresent()) {
                return false;
            }
            write(StaffMember.of(member), hash, keepSession, "staff.password-changed");
            return true;
        });
    }

    /** As {@link StaffMembers#requestReset}. */
    void requestReset(String email, Origin origin) {
        if (!EmailKey.isAddress(email)) {
            return;
        }
        Duration wait = budgets.take(List.of(new Budget(
                "staff-reset:" + origin.network(),
                settings.attempts().perAddress(),
                settings.attempts().window())));
        if (wait.isPositive()) {
            return;
        }
        Thread.ofVirtual().name("identity-staff-reset").start(() -> {
            try {
                member(email).ifPresent(member -> mail(member, origin));
            } catch (RuntimeException e) {
                LOG.warn("A reset link for staff could not be made: {}", e.toString());
            }
        });
    }

    /** As {@link StaffMembers#mayReset}. */
    boolean mayReset(String token) {
        return tokens.look(token)
                .filter(found -> found.purpose() == Purpose.STAFF_RESET)
                .isPresent();
    }

    /** As {@link StaffMembers#reset}. */
    boolean reset(String token, String newPassword) {
        Proof proof = tokens.look(token)
                .filter(found -> found.purpose() == Purpose.STAFF_RESET)
                .orElse(null);
        StaffMember member = proof == null ? null : member(proof.email()).orElse(null);
        if (proof == null || member == null || !member.id().equals(proof.ownerId())) {
            return false;
        }
        signIn.policy().require(newPassword, member.email(), member.name());
        String hash = signIn.hashing().hash(newPassword);
        return database.transact(() -> {
            if (lock(member.id()).isEmpty() || tokens.use(token).isEmpty()) {
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

    private void mail(StaffMember member, Origin origin) {
        Budget budget = new Budget(
                "mail:staff-reset:" + member.id(), settings.mails().perAccountAndHour(), Duration.ofHours(1));
        if (budgets.take(List.of(budget)).isPositive()) {
            return;
        }
        database.run(() -> {
            if (lock(member.id()).isEmpty()) {
                return;
            }
            LinkRequest request = tokens.create(
                    Purpose.STAFF_RESET,
                    member.id(),
                    member.email(),
                    settings.mails().reset());
            outbox.append(
                    StaffEvents.PASSWORD_RESET_REQUESTED,
                    member.id().toString(),
                    new StaffPasswordResetRequested(member.id(), member.email(), member.name(), request));
            audit.appendAs(
                    "guest",
                    "staff.password-reset-requested",
                    "staff:" + member.id(),
                    Map.of("address", audit.pseudonym(origin.address())));
        });
    }

    /** Of a locked member. */
    private void write(StaffMember member, String hash, @Nullable UUID keepSession, String action) {
        UUID id = member.id();
        database.sql()
                .sql("update identity.staff set password = ?, version = version + 1 where id = ?")
                .params(hash, id)
                .update();
        tokens.endAll(id);
        steps.endAll(id);
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

    private Optional<StaffMember> member(String email) {
        return database.sql()
                .sql("select id, email, name from identity.staff where email_key = ? and active")
                .param(EmailKey.of(email))
                .query((row, n) -> new StaffMember(Rows.uuid(row, "id"), row.getString("email"), row.getString("name")))
                .optional();
    }
}

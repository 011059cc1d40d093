package io.peakday.access;

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
import io.peakday.mail.LinkRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links in mails by which members of staff who forgot their password set a new one ({@link StaffPasswords#reset}). */
public final class ResetLinks {
    private static final Logger LOG = LoggerFactory.getLogger(ResetLinks.class);

    private final Database database;
    private final Outbox outbox;
    private final Budgets budgets;
    private final IdentitySettings settings;
    private final Audit audit;
    private final MailTokens tokens;

    ResetLinks(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Budgets budgets,
            IdentitySettings settings,
            Audit audit) {
        this.database = database;
        this.outbox = outbox;
        this.budgets = budgets;
        this.settings = settings;
        this.audit = audit;
        this.tokens = new MailTokens(database, clock, LinkTokens.of(outbox));
    }

    /** Mails a link if there is such an active member; neither answer nor its time shows whether there is. */
    public void request(String email, Origin origin) {
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
                StaffMember.active(database, email).ifPresent(member -> mail(member, origin));
            } catch (RuntimeException e) {
                LOG.warn("A reset link for staff could not be made: {}", e.toString());
            }
        });
    }

    /** Whether {@link StaffPasswords#reset} would take this token now; changes nothing. */
    public boolean works(String token) {
        return find(token).isPresent();
    }

    /** Of whom this token is; empty if it is unknown, used or too old. */
    Optional<Proof> find(String token) {
        return tokens.look(token).filter(found -> found.purpose() == Purpose.STAFF_RESET);
    }

    /** False if it was used meanwhile; in the transaction that has locked the member. */
    boolean use(String token) {
        return tokens.use(token).isPresent();
    }

    /** In the transaction that has locked the member. */
    void endAll(UUID staff) {
        tokens.endAll(staff);
    }

    private void mail(StaffMember member, Origin origin) {
        Budget budget = new Budget(
                "mail:staff-reset:" + member.id(), settings.mails().perAccountAndHour(), Duration.ofHours(1));
        if (budgets.take(List.of(budget)).isPositive()) {
            return;
        }
        database.run(() -> {
            if (StaffMember.lock(database, member.id()).isEmpty()) {
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
}

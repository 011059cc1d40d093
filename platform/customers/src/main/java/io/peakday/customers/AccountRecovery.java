package io.peakday.customers;

import io.peakday.customers.CustomerEvents.EmailVerificationRequested;
import io.peakday.customers.CustomerEvents.PasswordResetRequested;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.Budgets;
import io.peakday.identity.Budgets.Budget;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.EmailKey;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.LinkTokens;
import io.peakday.identity.MailLink;
import io.peakday.identity.MailTokens;
import io.peakday.identity.MailTokens.Proof;
import io.peakday.identity.MailTokens.Purpose;
import io.peakday.identity.Origin;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.Sessions;
import io.peakday.kernel.Failure;
import io.peakday.mail.LinkRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proofs by mail: verifying an address, changing it, and getting back into an account. Mails themselves are sent by who
 * reads the events; their links are made when they are sent ({@link LinkTokens}).
 *
 * <p><b>Whose account is it?</b> Anybody can register with anybody's address, so an account with an unproven one may be a
 * stranger's. Its owner by mail therefore either is signed in to it already, or sets a password and ends whatever sessions there
 * are; only then does the address count as proven and what guests did under it belongs to the account.
 */
final class AccountRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(AccountRecovery.class);

    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Sessions sessions;
    private final Budgets budgets;
    private final IdentitySettings settings;
    private final Supplier<List<PersonalData>> modules;
    private final AccountPassword passwords;
    private final PostgresCustomers rows;
    private final MailTokens tokens;
    private final EmailChanges changes;

    /** @param modules asked when an account is handed over, not before: modules themselves need customers */
    AccountRecovery(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Sessions sessions,
            PasswordSignIn signIn,
            Budgets budgets,
            IdentitySettings settings,
            Supplier<List<PersonalData>> modules) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.sessions = sessions;
        this.budgets = budgets;
        this.settings = settings;
        this.modules = modules;
        this.rows = new PostgresCustomers(database);
        this.tokens = new MailTokens(database, clock, LinkTokens.of(outbox));
        this.passwords = new AccountPassword(database, outbox, sessions, signIn, tokens);
        this.changes = new EmailChanges(database, outbox, clock, sessions, passwords, settings, tokens);
    }

    AccountPassword passwords() {
        return passwords;
    }

    /** In the transaction that publishes it. */
    LinkRequest verificationLink(UUID id, String email) {
        return tokens.create(Purpose.VERIFY, id, email.strip(), settings.mails().verification());
    }

    void requestVerification(CustomerView customer) {
        if (customer.verified() || !mayMail("verify:" + customer.id())) {
            return;
        }
        database.run(() -> lockedAt(customer)
                .ifPresent(same -> outbox.append(
                        CustomerEvents.EMAIL_VERIFICATION_REQUESTED,
                        same.id().toString(),
                        new EmailVerificationRequested(
                                same.id(), same.email(), same.name(), verificationLink(same.id(), same.email())))));
    }

    /** What a link is for; changes nothing. */
    Optional<MailLink> link(String token) {
        return tokens.look(token)
                .map(proof ->
                        new MailLink(MailLink.Purpose.valueOf(proof.purpose().name()), proof.ownerId(), proof.email()));
    }

    /** Confirms an address, the present one or a new one, in a session of its account. */
    boolean confirm(String token, UUID id, UUID session) {
        Proof proof = tokens.look(token).orElse(null);
        if (proof == null) {
            return false;
        }
        if (!proof.ownerId().equals(id)) {
            throw EmailChanges.otherAccount();
        }
        return switch (proof.purpose()) {
            case VERIFY -> verified(token);
            case CHANGE -> changes.confirm(token, id, session);
            case RESET, UNDO, STAFF_RESET -> throw badToken();
        };
    }

    /** Proves the account's address without a session: sets a password and ends all sessions before anything is handed over. */
    boolean verifyWithPassword(String token, String newPassword) {
        tokens.look(token).filter(found -> found.purpose() != Purpose.VERIFY).ifPresent(other -> {
            throw other.purpose() == Purpose.CHANGE ? CurrentActor.signInRequired() : badToken();
        });
        return setByMail(token, Purpose.VERIFY, newPassword);
    }

    boolean reset(String token, String newPassword) {
        return setByMail(token, Purpose.RESET, newPassword);
    }

    boolean undoEmailChange(String token, String newPassword) {
        return changes.undo(token, newPassword);
    }

    /** Returns before anything is looked up, so that the time it takes is the same for every address. */
    void requestReset(String email, Origin origin) {
        if (!EmailKey.isAddress(email)) {
            return;
        }
        Duration wait = budgets.take(List.of(new Budget(
                "reset:" + origin.network(),
                settings.attempts().perAddress(),
                settings.attempts().window())));
        if (wait.isPositive()) {
            return;
        }
        Thread.ofVirtual().name("identity-reset").start(() -> {
            try {
                rows.byEmail(email).ifPresent(this::mailReset);
            } catch (RuntimeException e) {
                LOG.warn("A reset link could not be made: {}", e.toString());
            }
        });
    }

    boolean changePassword(UUID id, String current, String replacement, UUID keepSession) {
        CustomerView customer = rows.find(id).orElseThrow(Customers::nobody);
        String hash = passwords.hashOfNew(replacement, customer.email(), customer.name());
        return passwords
                .withPresent(id, keepSession, current, same -> {
                    passwords.set(same, hash, keepSession);
                    return true;
                })
                .orElse(false);
    }

    boolean requestEmailChange(UUID id, UUID session, String password, String newEmail) {
        return changes.request(id, session, password, newEmail, () -> mayMail("change:" + id));
    }

    void endTokens(UUID id) {
        tokens.endAll(id);
    }

    void prune() {
        rows.releaseOld(clock.instant());
    }

    private void mailReset(CustomerView customer) {
        if (!mayMail("reset:" + customer.id())) {
            return;
        }
        database.run(() -> lockedAt(customer).ifPresent(same -> {
            LinkRequest request = tokens.create(
                    Purpose.RESET, same.id(), same.email(), settings.mails().reset());
            outbox.append(
                    CustomerEvents.PASSWORD_RESET_REQUESTED,
                    same.id().toString(),
                    new PasswordResetRequested(same.id(), same.email(), same.name(), request));
        }));
    }

    /** Who reads the mail owns the address: a new password, the end of every session, and only then the proof. */
    private boolean setByMail(String token, Purpose purpose, String newPassword) {
        Proof proof =
                tokens.look(token).filter(found -> found.purpose() == purpose).orElse(null);
        CustomerView seen = proof == null ? null : rows.find(proof.ownerId()).orElse(null);
        if (seen == null) {
            return false;
        }
        String hash = passwords.hashOfNew(newPassword, seen.email(), seen.name());
        return database.transact(() -> passwords
                .claim(token, purpose)
                .flatMap(used -> rows.find(used.ownerId())
                        .filter(customer -> EmailKey.of(customer.email()).equals(EmailKey.of(used.email()))))
                .map(customer -> {
                    boolean handedOver = rows.verify(customer.id(), customer.email(), clock.instant());
                    passwords.set(handedOver ? withoutStranger(customer) : customer, hash, null);
                    if (handedOver) {
                        passwords.publishVerified(customer.id(), customer.email());
                    }
                    return true;
                })
                .orElse(false));
    }

    /** Whoever used the account before the proof may have been somebody else: neither their name nor what they left is its owner's. */
    private CustomerView withoutStranger(CustomerView customer) {
        UUID id = customer.id();
        rows.forgetAddresses(id);
        rows.setName(id, EmailKey.localPart(customer.email()));
        modules.get().forEach(module -> module.handOver(id));
        return rows.find(id).orElseThrow(Customers::nobody);
    }

    private boolean verified(String token) {
        return database.transact(() -> passwords
                .claim(token, Purpose.VERIFY)
                .filter(proof -> rows.verify(proof.ownerId(), proof.email(), clock.instant()))
                .map(proof -> {
                    sessions.changed(proof.ownerId());
                    passwords.publishVerified(proof.ownerId(), proof.email());
                    return true;
                })
                .orElse(false));
    }

    /** Locks the account for the rest of the transaction; empty if its address is another one by now. */
    private Optional<CustomerView> lockedAt(CustomerView seen) {
        return rows.lockPassword(seen.id())
                .flatMap(locked -> rows.find(seen.id()))
                .filter(now -> now.email().equals(seen.email()));
    }

    private boolean mayMail(String what) {
        Budget budget = new Budget("mail:" + what, settings.mails().perAccountAndHour(), Duration.ofHours(1));
        return budgets.take(List.of(budget)).isZero();
    }

    private static Failure badToken() {
        return Failure.invalid("identity.bad-token", "This link is not for verifying an address.");
    }
}

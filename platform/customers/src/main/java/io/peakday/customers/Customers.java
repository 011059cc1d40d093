package io.peakday.customers;

import io.peakday.customers.CustomerEvents.CustomerRegistered;
import io.peakday.customers.Registration.EmailTaken;
import io.peakday.customers.Registration.Registered;
import io.peakday.customers.Registration.Throttled;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.Actor;
import io.peakday.identity.EmailKey;
import io.peakday.identity.MailLink;
import io.peakday.identity.Origin;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.SessionKind;
import io.peakday.identity.Sessions;
import io.peakday.identity.SignIn;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.mail.LinkRequest;
import io.peakday.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Customers' accounts: who they are, how they sign in, and their address books. What concerns proofs by mail (passwords
 * and addresses) is {@link AccountRecovery}'s.
 */
public final class Customers {
    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Sessions sessions;
    private final PasswordSignIn passwords;
    private final AccountRecovery recovery;
    private final PostgresCustomers rows;
    private final AddressBook addresses;
    private final Erasures erasures;

    Customers(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Sessions sessions,
            PasswordSignIn passwords,
            AccountRecovery recovery,
            Erasures erasures) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.sessions = sessions;
        this.passwords = passwords;
        this.recovery = recovery;
        this.rows = new PostgresCustomers(database);
        this.addresses = new AddressBook(database);
        this.erasures = erasures;
    }

    /**
     * Creates an account and signs it in. A guest's cart is named in the event, so that the cart module merges it; what the
     * guest ordered under the address before may be shown once {@link CustomerEvents#EMAIL_VERIFIED} says it is theirs.
     *
     * @throws Failure {@code identity.bad-registration} with every wrong field
     */
    public Registration register(String email, String name, String password, @Nullable UUID guestCart, Origin origin) {
        Checks checks = new Checks()
                .require(EmailKey.isAddress(email), "email", "invalid", "email must be an e-mail address.")
                .text("name", name, 1, 120);
        passwords
                .policy()
                .check(checks, "password", password, email, name)
                .orThrow("identity.bad-registration", "This account cannot be created.");
        Duration wait = passwords.countRegistration(origin);
        if (wait.isPositive()) {
            return new Throttled(wait);
        }
        if (rows.byEmail(email).isPresent()) {
            return new EmailTaken();
        }
        String hash = passwords.hashing().hash(password);
        UUID id = Ids.next();
        Instant now = clock.instant();
        return database.transact(() -> {
            if (!rows.insert(id, email, name, hash, now, null)) {
                return new EmailTaken();
            }
            if (rows.isHeld(email, id, now)) {
                rows.takeBack(id);
                return new EmailTaken();
            }
            LinkRequest link = recovery.verificationLink(id, email);
            outbox.append(
                    CustomerEvents.REGISTERED,
                    id.toString(),
                    new CustomerRegistered(id, email.strip(), name.strip(), guestCart, link));
            SignIn.SignedIn session = passwords.welcome(SessionKind.CUSTOMER, id, false, origin);
            return new Registered(rows.find(id).orElseThrow(), session);
        });
    }

    /** Signs in. A guest's cart is named in the event, so that the cart module merges it. */
    public SignIn signIn(String email, String password, @Nullable UUID guestCart, Origin origin) {
        return passwords.signIn(
                SessionKind.CUSTOMER,
                email,
                password,
                origin,
                id -> outbox.append(
                        CustomerEvents.SIGNED_IN, id.toString(), new CustomerEvents.SignedIn(id, guestCart)));
    }

    /** Ends the session. */
    public void signOut(UUID customerId, UUID sessionId) {
        sessions.end(customerId, sessionId);
    }

    /** The account; empty if there is none, or it was erased. */
    public Optional<CustomerView> find(UUID id) {
        return rows.find(id);
    }

    /** Those of the accounts that exist. */
    public Map<UUID, CustomerView> find(Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : rows.find(ids);
    }

    /** Newest first; {@code search} matches the beginning of e-mail or name, whatever the case. */
    public Page<CustomerView> list(@Nullable String search, @Nullable String cursor, int limit) {
        return rows.list(search, cursor, limit);
    }

    /** @throws Failure {@code identity.stale-customer} if somebody changed the account since it was read */
    public CustomerView rename(UUID id, long expectedVersion, String name) {
        new Checks().text("name", name, 1, 120).orThrow("identity.bad-name", "This name cannot be used.");
        if (!rows.rename(id, expectedVersion, name)) {
            throw rows.find(id).isEmpty()
                    ? nobody()
                    : Failure.conflict("identity.stale-customer", "The account was changed meanwhile; read it again.");
        }
        sessions.changed(id);
        return rows.find(id).orElseThrow(Customers::nobody);
    }

    /** What the link of a mail is for; empty if it is unknown, used or too old. Changes nothing. */
    public Optional<MailLink> link(String token) {
        return recovery.link(token);
    }

    /**
     * Confirms an address by the token of a mail, in a session of the account that asked for it; false if the token is unknown,
     * used or too old. Where it is a new address, every other session ends.
     *
     * @throws Failure {@code identity.other-account}, {@code identity.email-taken}, {@code identity.bad-token}
     */
    public boolean verifyEmail(String token, Actor.Customer me) {
        return recovery.confirm(token, me.id(), me.sessionId());
    }

    /**
     * Proves the account's address by the token of a mail, without a session: sets the password and ends every session first,
     * because whoever registered the account may have been somebody else. False if the token is unknown, used or too old.
     *
     * @throws Failure {@code identity.bad-password}; {@code identity.sign-in-required} if the token is for a change of address
     */
    public boolean verifyEmail(String token, String newPassword) {
        return recovery.verifyWithPassword(token, newPassword);
    }

    /**
     * Takes an account back to the address it had, by the token of the mail that reported the change: sets a new password and ends
     * every session and token. False if the token is unknown, used or too old.
     */
    public boolean undoEmailChange(String token, String newPassword) {
        return recovery.undoEmailChange(token, newPassword);
    }

    /** Mails a new verification link, unless the address is proven already or many were mailed just now. */
    public void requestVerification(UUID id) {
        recovery.requestVerification(rows.find(id).orElseThrow(Customers::nobody));
    }

    /** Mails a reset link if there is such an account; neither answer nor its time shows whether there is. */
    public void requestReset(String email, Origin origin) {
        recovery.requestReset(email, origin);
    }

    /** Sets a new password by the token of a mail and ends every session and token; false if it is unknown, used or too old. */
    public boolean reset(String token, String newPassword) {
        return recovery.reset(token, newPassword);
    }

    /**
     * Changes the password and ends every other session and every token; false if the current password is wrong.
     *
     * @throws Failure {@code identity.throttled} after too many wrong ones
     */
    public boolean changePassword(UUID id, String current, String replacement, UUID keepSession) {
        return recovery.changePassword(id, current, replacement, keepSession);
    }

    /**
     * Mails a confirmation link to the new address, and to the old one the link that undoes it; false if the password is wrong.
     *
     * @param session in which it is asked for
     * @throws Failure {@code identity.bad-email}, {@code identity.throttled}
     */
    public boolean requestEmailChange(UUID id, UUID session, String password, String newEmail) {
        return recovery.requestEmailChange(id, session, password, newEmail);
    }

    /**
     * Erases the account at its owner's wish; false if the password is wrong.
     *
     * @throws Failure {@code identity.throttled} after too many wrong ones
     */
    public boolean delete(UUID id, UUID session, String password) {
        return deleted(id, session, password).isPresent();
    }

    /** As {@link #delete}, and says what is kept; empty if the password is wrong. */
    public Optional<ErasureReport> deleted(UUID id, UUID session, String password) {
        return recovery.passwords().withPresent(id, session, password, same -> erasures.customer(id));
    }

    /** What an erasure of this customer would leave, or has left. */
    public List<Retained> retained(UUID id) {
        return erasures.retained(id);
    }

    /** The address book, the preferred address first. */
    public List<CustomerAddress> addresses(UUID customerId) {
        return addresses.list(customerId);
    }

    /** Creates or replaces the entry with this id. */
    public void putAddress(UUID customerId, CustomerAddress address) {
        addresses.put(customerId, address);
    }

    /** Whether there was such an entry. */
    public boolean removeAddress(UUID customerId, UUID addressId) {
        return addresses.remove(customerId, addressId);
    }

    /** For the demo store: makes sure that a verified account exists, without mails; one that exists stays as it is. */
    public UUID ensure(String email, String name, String password) {
        Optional<CustomerView> present = rows.byEmail(email);
        if (present.isPresent()) {
            return present.get().id();
        }
        String hash = passwords.hashing().hash(password);
        return ensured(email, name, hash);
    }

    /**
     * For imports and the demo store: verified accounts that cannot sign in until they reset their password.
     *
     * @param namesByEmail the names of the accounts by address
     * @return their ids by the same addresses
     */
    public Map<String, UUID> ensureAll(Map<String, String> namesByEmail) {
        return database.transact(() -> {
            Map<String, UUID> ids = new TreeMap<>();
            new TreeMap<>(namesByEmail).forEach((email, name) -> ids.put(email, ensured(email, name, null)));
            return ids;
        });
    }

    private UUID ensured(String email, String name, @Nullable String hash) {
        new Checks()
                .require(EmailKey.isAddress(email), "email", "invalid", "email must be an e-mail address.")
                .text("name", name, 1, 120)
                .orThrow("identity.bad-registration", "This account cannot be created.");
        Instant now = clock.instant();
        rows.insert(Ids.next(), email, name, hash, now, now);
        return rows.byEmail(email).orElseThrow(Customers::nobody).id();
    }

    /** @throws Failure {@code identity.no-customer} */
    public CustomerView require(UUID id) {
        return find(id).orElseThrow(Customers::nobody);
    }

    static Failure nobody() {
        return Failure.notFound("identity.no-customer", "There is no such customer.");
    }
}

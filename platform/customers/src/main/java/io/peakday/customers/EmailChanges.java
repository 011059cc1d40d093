package io.peakday.customers;

import io.peakday.customers.CustomerEvents.EmailChangeRequested;
import io.peakday.customers.CustomerEvents.EmailChangeUndone;
import io.peakday.customers.CustomerEvents.EmailChanged;
import io.peakday.customers.CustomerEvents.EmailVerificationRequested;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.EmailKey;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.MailTokens;
import io.peakday.identity.MailTokens.Purpose;
import io.peakday.identity.Sessions;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.mail.LinkRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DuplicateKeyException;

/**
 * Changing an account's address. It is asked for in a session and with the password, confirmed in a session of the account by a
 * link that went to the new address, and reported to the old one both times.
 *
 * <p><b>The way back.</b> The mails to the old address hold a link that works for days and outlives every change of password
 * and every further change of address: whoever took the account over cannot end it. Using it sets the address back, asks for a
 * new password, ends every session and every other token, later ways back among them. Until then nobody else may register the
 * old address, if it had been proven to be theirs.
 */
final class EmailChanges {
    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Sessions sessions;
    private final AccountPassword passwords;
    private final IdentitySettings settings;
    private final PostgresCustomers rows;
    private final MailTokens tokens;

    EmailChanges(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Sessions sessions,
            AccountPassword passwords,
            IdentitySettings settings,
            MailTokens tokens) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.sessions = sessions;
        this.passwords = passwords;
        this.settings = settings;
        this.rows = new PostgresCustomers(database);
        this.tokens = tokens;
    }

    /** @param mayMail asked once the password is known to be right; false: nothing is mailed */
    boolean request(UUID id, UUID session, String password, String newEmail, BooleanSupplier mayMail) {
        new Checks()
                .require(EmailKey.isAddress(newEmail), "email", "invalid", "email must be an e-mail address.")
                .orThrow("identity.bad-email", "This is not an e-mail address.");
        // An address that somebody has is not refused here: its owner is mailed, and nothing comes of it but a
        // conflict.
        return passwords
                .withPresent(id, session, password, customer -> {
                    if (mayMail.getAsBoolean()) {
                        notifyBoth(customer, newEmail.strip());
                    }
                    return true;
                })
                .orElse(false);
    }

    /** Confirms the new address in a session of the account; false if the token is of another kind, account or time. */
    boolean confirm(String token, UUID id, UUID session) {
        try {
            return database.transact(() -> passwords
                    .claim(token, Purpose.CHANGE)
                    .filter(proof -> mine(proof.ownerId(), id))
                    .flatMap(proof -> rows.find(id).map(before -> changed(before, proof.email(), session)))
                    .orElse(false));
        } catch (DuplicateKeyException e) {
            throw taken();
        }
    }

    /** Takes the account back to its former address, with a new password; false if the token is of another kind or time. */
    boolean undo(String token, String newPassword) {
        MailTokens.Proof proof = tokens.look(token)
                .filter(found -> found.purpose() == Purpose.UNDO)
                .orElse(null);
        if (proof == null) {
            return false;
        }
        String name = rows.find(proof.ownerId()).map(CustomerView::name).orElse(null);
        String hash = passwords.hashOfNew(newPassword, proof.email(), name);
        try {
            return database.transact(() -> passwords
                    .claim(token, Purpose.UNDO)
                    .flatMap(used -> rows.find(used.ownerId()).map(before -> undone(before, used.email(), hash)))
                    .orElse(false));
        } catch (DuplicateKeyException e) {
            throw taken();
        }
    }

    private void notifyBoth(CustomerView customer, String newEmail) {
        UUID id = customer.id();
        LinkRequest request =
                tokens.create(Purpose.CHANGE, id, newEmail, settings.mails().verification());
        outbox.append(
                CustomerEvents.EMAIL_VERIFICATION_REQUESTED,
                id.toString(),
                new EmailVerificationRequested(id, newEmail, customer.name(), request));
        outbox.append(
                CustomerEvents.EMAIL_CHANGE_REQUESTED,
                id.toString(),
                new EmailChangeRequested(id, customer.email(), newEmail, customer.name(), wayBack(customer)));
    }

    private boolean changed(CustomerView before, String newEmail, UUID session) {
        UUID id = before.id();
        Instant now = clock.instant();
        rows.setEmail(id, newEmail, now);
        if (rows.isHeld(newEmail, id, now)) {
            throw taken();
        }
        tokens.endAllBut(id, Purpose.UNDO);
        if (before.verified()) {
            // Else anybody could keep the address of somebody else from its owner.
            rows.hold(before.email(), id, now.plus(settings.mails().undo()));
        }
        sessions.endOthers(id, session);
        sessions.changed(id);
        outbox.append(
                CustomerEvents.EMAIL_CHANGED,
                id.toString(),
                new EmailChanged(id, before.email(), newEmail, before.name(), wayBack(before)));
        passwords.publishVerified(id, newEmail);
        return true;
    }

    private boolean undone(CustomerView before, String email, String hash) {
        UUID id = before.id();
        rows.setEmail(id, email, clock.instant());
        rows.release(id);
        CustomerView back = rows.find(id).orElseThrow(Customers::nobody);
        passwords.set(back, hash, null);
        tokens.endAll(id);
        outbox.append(
                CustomerEvents.EMAIL_CHANGE_UNDONE,
                id.toString(),
                new EmailChangeUndone(id, before.email(), email, back.name()));
        passwords.publishVerified(id, email);
        return true;
    }

    private LinkRequest wayBack(CustomerView customer) {
        return tokens.add(
                Purpose.UNDO, customer.id(), customer.email(), settings.mails().undo());
    }

    private static boolean mine(UUID owner, UUID me) {
        if (!owner.equals(me)) {
            // Thrown so that the transaction does not use the token up.
            throw otherAccount();
        }
        return true;
    }

    static Failure otherAccount() {
        return Failure.forbidden(
                "identity.other-account", "This link belongs to another account; sign in with that one first.");
    }

    static Failure taken() {
        return Failure.conflict("identity.email-taken", "Somebody else has an account with this address by now.");
    }
}

package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.CustomerEvents.EmailChanged;
import io.peakday.identity.CustomerEvents.EmailVerificationRequested;
import io.peakday.identity.CustomerEvents.EmailVerified;
import io.peakday.identity.CustomerEvents.PasswordChanged;
import io.peakday.identity.CustomerEvents.PasswordResetRequested;
import io.peakday.identity.MailTokens.Proof;
import io.peakday.identity.MailTokens.Purpose;
import io.peakday.identity.secret.PasswordHashing;
import io.peakday.identity.throttle.Budgets;
import io.peakday.identity.throttle.Budgets.Budget;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * Proofs by mail: verifying an address, changing it, and getting back into an account. Mails themselves are sent by who
 * reads the events; the links in them hold the only copy of the token.
 */
final class AccountRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(AccountRecovery.class);

    private final Database database;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Sessions sessions;
    private final PasswordHashing hashing;
    private final Budgets budgets;
    private final IdentitySettings settings;
    private final PostgresCustomers rows;
    private final MailTokens tokens;

    AccountRecovery(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Sessions sessions,
            PasswordHashing hashing,
            Budgets budgets,
            IdentitySettings settings) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.sessions = sessions;
        this.hashing = hashing;
        this.budgets = budgets;
        this.settings = settings;
        this.rows = new PostgresCustomers(database);
        this.tokens = new MailTokens(database, clock);
    }

    /** In the transaction that tells of it. */
    String verificationLink(UUID id, String email) {
        String token = tokens.create(
                Purpose.VERIFY, id, email.strip(), settings.mails().verification());
        return settings.publicUrl() + "/verify?token=" + token;
    }

    void requestVerification(CustomerView customer) {
        if (customer.verified() || !mayMail("verify:" + customer.id())) {
            return;
        }
        database.run(() -> outbox.append(
                CustomerEvents.EMAIL_VERIFICATION_REQUESTED,
                customer.id().toString(),
                new EmailVerificationRequested(
                        customer.id(),
                        customer.email(),
                        customer.name(),
                        verificationLink(customer.id(), customer.email()))));
    }

    boolean verifyEmail(String token, @Nullable UUID keepSession) {
        try {
            return database.transact(() -> tokens.use(token)
                    .map(proof -> switch (proof.purpose()) {
                        case VERIFY -> verified(proof);
                        case CHANGE -> changed(proof, keepSession);
                        case RESET -> throw badToken();
                    })
                    .orElse(false));
        } catch (DuplicateKeyException e) {
            throw Failure.conflict("identity.email-taken", "Somebody else has an account with this address by now.");
        }
    }

    /** Returns before anything is looked up, so that the time it takes is the same for every address. */
    void requestReset(String email, Origin origin) {
        if (!EmailKey.isAddress(email)) {
            return;
        }
        Duration wait = budgets.take(List.of(new Budget(
                "reset:" + origin.address(),
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

    boolean reset(String token, String newPassword) {
        Optional<Proof> proof = tokens.look(token).filter(found -> found.purpose() == Purpose.RESET);
        if (proof.isEmpty()) {
            return false;
        }
        PasswordHashing.check(new Checks(), "password", newPassword, proof.get().email())
                .orThrow("identity.bad-password", "This password cannot be used.");
        String hash = hashing.hash(newPassword);
        return database.transact(() -> tokens.use(token)
                .flatMap(used -> {
                    rows.lockPassword(used.ownerId());
                    return rows.find(used.ownerId());
                })
                .map(customer -> {
                    setPassword(customer, hash, null);
                    // Who reads the mail owns the address.
                    if (rows.verify(customer.id(), customer.email(), clock.instant())) {
                        tellVerified(customer.id(), customer.email());
                    }
                    return true;
                })
                .orElse(false));
    }

    boolean changePassword(UUID id, String current, String replacement, UUID keepSession) {
        CustomerView customer = rows.find(id).orElseThrow(Customers::nobody);
        PasswordHashing.check(new Checks(), "password", replacement, customer.email())
                .orThrow("identity.bad-password", "This password cannot be used.");
        String known = rows.password(id).orElse(null);
        if (!hashing.matches(known, current)) {
            return false;
        }
        String hash = hashing.hash(replacement);
        return database.transact(() -> {
            if (!rows.lockPassword(id).filter(now -> now.equals(known)).isPresent()) {
                return false;
            }
            setPassword(customer, hash, keepSession);
            return true;
        });
    }

    boolean requestEmailChange(UUID id, String password, String newEmail) {
        new Checks()
                .require(EmailKey.isAddress(newEmail), "email", "invalid", "email must be an e-mail address.")
                .orThrow("identity.bad-email", "This is not an e-mail address.");
        CustomerView customer = rows.find(id).orElseThrow(Customers::nobody);
        if (!hashing.matches(rows.password(id).orElse(null), password)) {
            return false;
        }
        // An address that somebody has is not refused here: its owner is mailed, and nothing comes of it but a
        // conflict.
        if (mayMail("change:" + id)) {
            database.run(() -> {
                String token = tokens.create(
                        Purpose.CHANGE, id, newEmail.strip(), settings.mails().verification());
                String link = settings.publicUrl() + "/verify?token=" + token;
                outbox.append(
                        CustomerEvents.EMAIL_VERIFICATION_REQUESTED,
                        id.toString(),
                        new EmailVerificationRequested(id, newEmail.strip(), customer.name(), link));
            });
        }
        return true;
    }

    void endTokens(UUID id) {
        tokens.endAll(id);
    }

    void prune() {
        tokens.prune();
    }

    private void mailReset(CustomerView customer) {
        if (!mayMail("reset:" + customer.id())) {
            return;
        }
        database.run(() -> {
            String token = tokens.create(
                    Purpose.RESET,
                    customer.id(),
                    customer.email(),
                    settings.mails().reset());
            outbox.append(
                    CustomerEvents.PASSWORD_RESET_REQUESTED,
                    customer.id().toString(),
                    new PasswordResetRequested(
                            customer.id(),
                            customer.email(),
                            customer.name(),
                            settings.publicUrl() + "/reset?token=" + token));
        });
    }

    /** In a transaction that has locked the account. */
    private void setPassword(CustomerView customer, String hash, @Nullable UUID keepSession) {
        UUID id = customer.id();
        rows.setPassword(id, hash);
        tokens.endAll(id, Purpose.RESET);
        if (keepSession == null) {
            sessions.endAll(id);
            rows.forgetDevices(id);
        } else {
            sessions.endOthers(id, keepSession);
        }
        outbox.append(
                CustomerEvents.PASSWORD_CHANGED,
                id.toString(),
                new PasswordChanged(id, customer.email(), customer.name()));
    }

    private boolean verified(Proof proof) {
        if (!rows.verify(proof.ownerId(), proof.email(), clock.instant())) {
            return false;
        }
        sessions.changed(proof.ownerId());
        tellVerified(proof.ownerId(), proof.email());
        return true;
    }

    private boolean changed(Proof proof, @Nullable UUID keepSession) {
        UUID id = proof.ownerId();
        rows.lockPassword(id);
        CustomerView before = rows.find(id).orElse(null);
        if (before == null) {
            return false;
        }
        rows.setEmail(id, proof.email(), clock.instant());
        tokens.endAll(id);
        if (keepSession == null) {
            sessions.endAll(id);
        } else {
            sessions.endOthers(id, keepSession);
            sessions.changed(id);
        }
        outbox.append(
                CustomerEvents.EMAIL_CHANGED,
                id.toString(),
                new EmailChanged(id, before.email(), proof.email(), before.name()));
        tellVerified(id, proof.email());
        return true;
    }

    private void tellVerified(UUID id, String email) {
        outbox.append(CustomerEvents.EMAIL_VERIFIED, id.toString(), new EmailVerified(id, email));
    }

    private boolean mayMail(String what) {
        Budget budget = new Budget("mail:" + what, settings.mails().perAccountAndHour(), Duration.ofHours(1));
        return budgets.take(List.of(budget)).isZero();
    }

    /** Thrown so that the transaction gives the token back: it was made for something else. */
    private static Failure badToken() {
        return Failure.invalid("identity.bad-token", "This link is not for verifying an address.");
    }
}

package io.peakday.customers;

import io.peakday.customers.CustomerEvents.EmailVerified;
import io.peakday.customers.CustomerEvents.PasswordChanged;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.MailTokens;
import io.peakday.identity.MailTokens.Proof;
import io.peakday.identity.MailTokens.Purpose;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.Sessions;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one place where a customer's password is set and a token of a mail is used.
 *
 * <p><b>Races.</b> Whoever sets a password, changes the address, makes a token or uses one up locks the account first, in this
 * order always. So of a change of password and the use of a link at the same moment, the second finds what the first left: a
 * token that a change of password has ended proves nothing any more, and a token asked for with the old password is not made
 * after it.
 */
final class AccountPassword {
    private final Database database;
    private final Outbox outbox;
    private final Sessions sessions;
    private final PasswordSignIn signIn;
    private final PostgresCustomers rows;
    private final MailTokens tokens;

    AccountPassword(Database database, Outbox outbox, Sessions sessions, PasswordSignIn signIn, MailTokens tokens) {
        this.database = database;
        this.outbox = outbox;
        this.sessions = sessions;
        this.signIn = signIn;
        this.rows = new PostgresCustomers(database);
        this.tokens = tokens;
    }

    /** The hash of a password that may be used for this account. */
    String hashOfNew(String password, String email, @Nullable String name) {
        signIn.policy().require(password, email, name);
        return signIn.hashing().hash(password);
    }

    /**
     * Does something for which the present password is asked, in a transaction that has locked the account and seen that the
     * password is still the one that was checked.
     *
     * @param session through which it was asked: wrong answers are counted against it
     * @return empty if the password is wrong
     * @throws io.peakday.kernel.Failure {@code identity.throttled} after too many wrong ones
     */
    <T> Optional<T> withPresent(UUID id, UUID session, String password, Function<CustomerView, T> work) {
        String known = rows.password(id).orElse(null);
        if (!signIn.guesses().matches(id, session, known, password)) {
            return Optional.empty();
        }
        return database.transact(() -> rows.lockPassword(id)
                .filter(now -> now.equals(known))
                .flatMap(same -> rows.find(id))
                .map(work));
    }

    /** Uses a token up, in a transaction in which its account is locked; empty if it is of another kind or has ended. */
    Optional<Proof> claim(String token, Purpose purpose) {
        return tokens.look(token)
                .filter(found -> found.purpose() == purpose)
                .flatMap(found -> rows.lockPassword(found.ownerId()))
                .flatMap(locked -> tokens.use(token));
    }

    /**
     * Sets the password of a locked account, which ends every token but those that lead back to a former address, and every
     * session but {@code keepSession}.
     */
    void set(CustomerView customer, String hash, @Nullable UUID keepSession) {
        UUID id = customer.id();
        rows.setPassword(id, hash);
        tokens.endAllBut(id, Purpose.UNDO);
        signIn.forgetDevices(id);
        if (keepSession == null) {
            sessions.endAll(id);
        } else {
            sessions.endOthers(id, keepSession);
        }
        outbox.append(
                CustomerEvents.PASSWORD_CHANGED,
                id.toString(),
                new PasswordChanged(id, customer.email(), customer.name()));
    }

    /** Publishes that what guests did under this address may be shown to this customer. */
    void publishVerified(UUID id, String email) {
        outbox.append(CustomerEvents.EMAIL_VERIFIED, id.toString(), new EmailVerified(id, email));
    }
}

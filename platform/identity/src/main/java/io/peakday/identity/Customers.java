package io.peakday.identity;

import io.peakday.web.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Customers' accounts. */
public final class Customers {
    /** Creates an account and signs it in. */
    public Registration register(String email, String name, String password, @Nullable UUID guestCart, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /** Signs in. A guest's cart is named in the event, so that the cart room merges it. */
    public SignIn signIn(String email, String password, @Nullable UUID guestCart, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /** Ends the session. */
    public void signOut(UUID customerId, UUID sessionId) {
        throw new UnsupportedOperationException();
    }

    /** The account; empty if there is none, or it was deleted. */
    public Optional<CustomerView> find(UUID id) {
        throw new UnsupportedOperationException();
    }

    public Map<UUID, CustomerView> find(Collection<UUID> ids) {
        throw new UnsupportedOperationException();
    }

    /** Newest first; {@code search} matches the beginning of e-mail or name, case-insensitive. */
    public Page<CustomerView> list(@Nullable String search, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    public CustomerView rename(UUID id, long expectedVersion, String name) {
        throw new UnsupportedOperationException();
    }

    /** Proves an e-mail address by the token of a mail; false if the token is unknown, used or too old. */
    public boolean verifyEmail(String token) {
        throw new UnsupportedOperationException();
    }

    /** Mails a new verification link, unless the address is verified. */
    public void requestVerification(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Mails a reset link if there is such an account; the caller cannot tell whether there is. */
    public void requestReset(String email, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /** Sets a new password by the token of a mail and ends every session; false if the token is unknown, used or too old. */
    public boolean reset(String token, String newPassword) {
        throw new UnsupportedOperationException();
    }

    /** Changes the password and ends every other session; false if the current password is wrong. */
    public boolean changePassword(UUID id, String current, String replacement, UUID keepSession) {
        throw new UnsupportedOperationException();
    }

    /** Mails a confirmation link to the new address, which replaces the old one when followed; false if the password is wrong. */
    public boolean requestEmailChange(UUID id, String password, String newEmail) {
        throw new UnsupportedOperationException();
    }

    /** Erases the account's personal data, ends its sessions and tells the other rooms; false if the password is wrong. */
    public boolean delete(UUID id, String password) {
        throw new UnsupportedOperationException();
    }

    public List<CustomerAddress> addresses(UUID customerId) {
        throw new UnsupportedOperationException();
    }

    /** Creates or replaces the entry with this id. */
    public void putAddress(UUID customerId, CustomerAddress address) {
        throw new UnsupportedOperationException();
    }

    public boolean removeAddress(UUID customerId, UUID addressId) {
        throw new UnsupportedOperationException();
    }

    /** For imports and the demo store: makes sure that a verified account exists, without mails; gives its id. */
    public UUID ensure(String email, String name, String password) {
        throw new UnsupportedOperationException();
    }

    /** For imports and the demo store: many verified accounts that cannot sign in until they reset their password. */
    public Map<String, UUID> ensureAll(Map<String, String> namesByEmail) {
        throw new UnsupportedOperationException();
    }
}

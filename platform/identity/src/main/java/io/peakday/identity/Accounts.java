package io.peakday.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts of one kind, as signing in and sessions see them; a bean of the module that keeps them. */
public interface Accounts {
    /** An account that may sign in. Without a hash no password is the right one. */
    record Account(UUID id, @Nullable String passwordHash) {}

    /** Whose a session is. */
    @FunctionalInterface
    interface Owner {
        /**
         * Who acts in this session.
         *
         * @param secondFactor whether one was given in it
         */
        Actor in(UUID session, boolean secondFactor);
    }

    /** Of which kind their sessions are. */
    SessionKind kind();

    /** @param emailKey of {@link EmailKey#of} */
    Optional<Account> find(String emailKey);

    /** Locks an account that may sign in for the rest of the transaction, and gives its password's hash; empty if it has none. */
    Optional<String> lock(UUID id);

    /** Keeps the same password under a new hash, in the transaction that has locked the account. */
    void rehash(UUID id, String hash);

    /** Those of these accounts that may have sessions, read on this connection by one query. */
    Map<UUID, Owner> owners(Connection tx, Collection<UUID> ids) throws SQLException;
}

package io.peakday.customers;

import io.peakday.engines.Database;
import io.peakday.identity.Accounts;
import io.peakday.identity.Actor;
import io.peakday.identity.Rows;
import io.peakday.identity.SessionKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Customers, as signing in and sessions see them. */
public final class CustomerAccounts implements Accounts {
    private static final String OWNERS = """
            select id, email, name, verified_at is not null as verified
              from identity.customer where id = any(?) and deleted_at is null""";

    private final Database database;

    public CustomerAccounts(Database database) {
        this.database = database;
    }

    @Override
    public SessionKind kind() {
        return SessionKind.CUSTOMER;
    }

    @Override
    public Optional<Account> find(String emailKey) {
        return database.sql()
                .sql("select id, password from identity.customer where email_key = ?")
                .param(emailKey)
                .query((row, n) -> new Account(Rows.uuid(row, "id"), row.getString("password")))
                .optional();
    }

    @Override
    public Optional<String> lock(UUID id) {
        return database.sql()
                .sql("select password from identity.customer where id = ? and deleted_at is null for update")
                .param(id)
                .query(String.class)
                .optional();
    }

    @Override
    public void rehash(UUID id, String hash) {
        database.sql()
                .sql("update identity.customer set password = ? where id = ?")
                .params(hash, id)
                .update();
    }

    @Override
    public Map<UUID, Owner> owners(Connection tx, Collection<UUID> ids) throws SQLException {
        Map<UUID, Owner> owners = new HashMap<>();
        try (PreparedStatement select = tx.prepareStatement(OWNERS)) {
            select.setArray(1, tx.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = Rows.uuid(row, "id");
                    String email = row.getString("email");
                    String name = row.getString("name");
                    boolean verified = row.getBoolean("verified");
                    owners.put(id, (session, secondFactor) -> new Actor.Customer(id, email, name, verified, session));
                }
            }
        }
        return owners;
    }
}

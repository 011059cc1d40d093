package io.peakday.access;

import io.peakday.engines.Database;
import io.peakday.identity.Accounts;
import io.peakday.identity.Actor;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
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
import java.util.Set;
import java.util.UUID;

/** Members of staff, as signing in and sessions see them. */
final class StaffAccounts implements Accounts {
    private static final String OWNERS =
            "select id, email, name, roles from identity.staff where id = any(?) and active";

    private final Database database;
    private final SecondFactorSettings secondFactor;
    private final Permissions permissions;

    StaffAccounts(Database database, SecondFactorSettings secondFactor, Permissions permissions) {
        this.database = database;
        this.secondFactor = secondFactor;
        this.permissions = permissions;
    }

    @Override
    public SessionKind kind() {
        return SessionKind.STAFF;
    }

    @Override
    public Optional<Account> find(String emailKey) {
        return database.sql()
                .sql("select id, password from identity.staff where active and email_key = ?")
                .param(emailKey)
                .query((row, n) -> new Account(Rows.uuid(row, "id"), row.getString("password")))
                .optional();
    }

    @Override
    public Optional<String> lock(UUID id) {
        return database.sql()
                .sql("select password from identity.staff where id = ? and active for update")
                .param(id)
                .query(String.class)
                .optional();
    }

    @Override
    public void rehash(UUID id, String hash) {
        database.sql()
                .sql("update identity.staff set password = ? where id = ?")
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
                    Set<Role> roles = permissions.roles(Rows.texts(row, "roles"));
                    owners.put(
                            id,
                            (session, given) -> secondFactor.required() && !given
                                    ? new Actor.EnrollingStaff(id, email, name, session)
                                    : new Actor.Staff(id, email, name, roles, permissions.of(roles), session));
                }
            }
        }
        return owners;
    }
}

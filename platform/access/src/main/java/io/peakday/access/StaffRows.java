package io.peakday.access;

import static io.peakday.identity.Rows.uuid;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.identity.EmailKey;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.peakday.identity.Rows;
import io.peakday.kernel.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Members of staff as rows. Who may read and change them is decided by those who ask. */
final class StaffRows {
    private static final String VIEW = """
            select id, email, name, roles, active, created_at, version, %s as second_factor
              from identity.staff\s""".formatted(FactorStore.isSet("staff.id"));

    private final Database database;
    private final Permissions permissions;
    private final InstantSource clock;

    StaffRows(Database database, Permissions permissions, InstantSource clock) {
        this.database = database;
        this.permissions = permissions;
        this.clock = clock;
    }

    Optional<StaffView> find(UUID id) {
        return database.sql()
                .sql(VIEW + "where id = ?")
                .param(id)
                .query(this::view)
                .optional();
    }

    /** @throws Failure {@code identity.no-staff} */
    StaffView require(UUID id) {
        return find(id).orElseThrow(StaffRows::nobody);
    }

    Optional<StaffView> find(String email) {
        return database.sql()
                .sql(VIEW + "where email_key = ?")
                .param(EmailKey.of(email))
                .query(this::view)
                .optional();
    }

    /** @throws Failure {@code identity.no-staff} */
    StaffView require(String email) {
        return find(email).orElseThrow(StaffRows::nobody);
    }

    /** Everybody, by e-mail. */
    List<StaffView> list() {
        return database.sql().sql(VIEW + "order by email_key").query(this::view).list();
    }

    /** False if there is a member with this address. */
    boolean insert(UUID id, String email, String name, String hash, Set<Role> roles) {
        return database.sql()
                        .sql("""
                                insert into identity.staff (id, email, email_key, name, password, roles, active, created_at)
                                values (?, ?, ?, ?, ?, ?, true, ?) on conflict (email_key) do nothing""")
                        .params(
                                id,
                                email.strip(),
                                EmailKey.of(email),
                                name.strip(),
                                hash,
                                names(roles),
                                SqlTime.of(clock.instant()))
                        .update()
                == 1;
    }

    /** False if the member has another version. Roles that only a newer program declares stay: whoever changes the others does not see them. */
    boolean update(UUID id, long version, String name, Set<Role> roles, boolean active) {
        return database.sql()
                        .sql("""
                                update identity.staff
                                   set name = :name, active = :active, version = version + 1,
                                       roles = cast(:roles as text[])
                                           || array(select role from unnest(roles) role where role <> all (:declared))
                                 where id = :id and version = :version""")
                        .param("name", name.strip())
                        .param("active", active)
                        .param("roles", names(roles))
                        .param("declared", names(permissions.roles()))
                        .param("id", id)
                        .param("version", version)
                        .update()
                != 0;
    }

    /** Those who are active. Two owners who demote each other at the same moment must not both succeed. */
    List<UUID> lockOwners() {
        return database.sql()
                .sql("select id from identity.staff where active and 'OWNER' = any (roles) order by id for update")
                .query((row, n) -> uuid(row, "id"))
                .list();
    }

    static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().toArray(String[]::new);
    }

    private StaffView view(ResultSet row, int n) throws SQLException {
        return new StaffView(
                uuid(row, "id"),
                row.getString("email"),
                row.getString("name"),
                permissions.roles(Rows.texts(row, "roles")),
                row.getBoolean("active"),
                row.getBoolean("second_factor"),
                SqlTime.instant(row, "created_at"),
                row.getLong("version"));
    }

    private static Failure nobody() {
        return Failure.notFound("identity.no-staff", "There is no such member of staff.");
    }
}

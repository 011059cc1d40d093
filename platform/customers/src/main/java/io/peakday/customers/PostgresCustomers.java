package io.peakday.customers;

import static io.peakday.identity.Rows.uuid;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.identity.EmailKey;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of customers' accounts and address books. */
final class PostgresCustomers {
    private static final String VIEW =
            "select id, email, name, verified_at, created_at, version from identity.customer ";

    private final Database database;

    PostgresCustomers(Database database) {
        this.database = database;
    }

    /** Inserts; false if the address is taken. */
    boolean insert(
            UUID id, String email, String name, @Nullable String password, Instant now, @Nullable Instant verifiedAt) {
        return database.sql()
                        .sql("""
                                insert into identity.customer (id, email, email_key, name, password, verified_at, created_at)
                                values (?, ?, ?, ?, ?, ?, ?) on conflict (email_key) do nothing""")
                        .param(1, id)
                        .param(2, email.strip())
                        .param(3, EmailKey.of(email))
                        .param(4, name.strip())
                        .param(5, password)
                        .param(6, SqlTime.ofNullable(verifiedAt))
                        .param(7, SqlTime.of(now))
                        .update()
                == 1;
    }

    Optional<CustomerView> find(UUID id) {
        return database.sql()
                .sql(VIEW + "where id = ? and deleted_at is null")
                .param(id)
                .query(PostgresCustomers::view)
                .optional();
    }

    Optional<CustomerView> byEmail(String email) {
        return database.sql()
                .sql(VIEW + "where email_key = ?")
                .param(EmailKey.of(email))
                .query(PostgresCustomers::view)
                .optional();
    }

    Map<UUID, CustomerView> find(Collection<UUID> ids) {
        return database
                .sql()
                .sql(VIEW + "where id = any (?) and deleted_at is null")
                .param(ids.toArray(UUID[]::new))
                .query(PostgresCustomers::view)
                .list()
                .stream()
                .collect(Collectors.toMap(CustomerView::id, view -> view));
    }

    Page<CustomerView> list(@Nullable String search, @Nullable String cursor, int limit) {
        String prefix = search == null ? "" : escaped(EmailKey.of(search)) + "%";
        Optional<List<String>> after = Cursors.read(cursor, 2);
        List<CustomerView> found = database.sql()
                .sql(VIEW + """
                        where deleted_at is null
                          and (:search = '' or email_key like :search or lower(name) like :search)
                          and (:first or (created_at, id) < (:at, :id))
                        order by created_at desc, id desc limit :limit""")
                .param("search", prefix)
                .param("first", after.isEmpty())
                .param("at", SqlTime.of(after.map(parts -> parsed(parts.get(0))).orElse(Instant.EPOCH)))
                .param("id", after.map(parts -> id(parts.get(1))).orElse(new UUID(0, 0)))
                .param("limit", limit + 1)
                .query(PostgresCustomers::view)
                .list();
        return Page.of(found, limit, last -> Cursors.of(last.createdAt(), last.id()));
    }

    /** Locks the account for the rest of the transaction and gives its password's hash. */
    Optional<String> lockPassword(UUID id) {
        return database.sql()
                .sql(
                        "select coalesce(password, '') from identity.customer where id = ? and deleted_at is null for update")
                .param(id)
                .query(String.class)
                .optional();
    }

    Optional<String> password(UUID id) {
        return database.sql()
                .sql("select password from identity.customer where id = ? and password is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    void setPassword(UUID id, String hash) {
        database.sql()
                .sql("update identity.customer set password = ?, version = version + 1 where id = ?")
                .params(hash, id)
                .update();
    }

    /** Marks the address as proven; false if it was already, or is another one by now. */
    boolean verify(UUID id, String email, Instant now) {
        return database.sql()
                        .sql("""
                                update identity.customer set verified_at = ?, version = version + 1
                                 where id = ? and email_key = ? and verified_at is null""")
                        .params(SqlTime.of(now), id, EmailKey.of(email))
                        .update()
                == 1;
    }

    /** Throws {@link org.springframework.dao.DuplicateKeyException} if somebody has the address by now. */
    void setEmail(UUID id, String email, Instant now) {
        database.sql()
                .sql("""
                        update identity.customer set email = ?, email_key = ?, verified_at = ?, version = version + 1
                         where id = ? and deleted_at is null""")
                .params(email.strip(), EmailKey.of(email), SqlTime.of(now), id)
                .update();
    }

    /** Whether another account may still take this address back. */
    boolean isHeld(String email, UUID otherThan, Instant now) {
        return database.sql()
                .sql(
                        "select exists (select 1 from identity.held_address where email_key = ? and customer_id <> ? and until > ?)")
                .params(EmailKey.of(email), otherThan, SqlTime.of(now))
                .query(Boolean.class)
                .single();
    }

    /** Keeps an address that the account has given up from everybody else. */
    void hold(String email, UUID id, Instant until) {
        database.sql()
                .sql("""
                        insert into identity.held_address (email_key, customer_id, until) values (?, ?, ?)
                        on conflict (email_key, customer_id) do update set until = excluded.until""")
                .params(EmailKey.of(email), id, SqlTime.of(until))
                .update();
    }

    /** Gives free what this account kept from others. */
    void release(UUID id) {
        database.sql()
                .sql("delete from identity.held_address where customer_id = ?")
                .param(id)
                .update();
    }

    /** Gives free what was kept for long enough. */
    void releaseOld(Instant now) {
        database.sql()
                .sql("delete from identity.held_address where until < ?")
                .param(SqlTime.of(now))
                .update();
    }

    /** Takes back an account that was inserted in this transaction. */
    void takeBack(UUID id) {
        database.sql()
                .sql("delete from identity.customer where id = ?")
                .param(id)
                .update();
    }

    /** Empties the address book of an account that somebody else may have filled. */
    void forgetAddresses(UUID id) {
        database.sql()
                .sql("delete from identity.address where customer_id = ?")
                .param(id)
                .update();
    }

    boolean rename(UUID id, long expectedVersion, String name) {
        return database.sql().sql("""
                                update identity.customer set name = ?, version = version + 1
                                 where id = ? and version = ? and deleted_at is null""").params(name.strip(), id, expectedVersion).update() == 1;
    }

    /** The name, without asking for a version. */
    void setName(UUID id, String name) {
        database.sql()
                .sql("update identity.customer set name = ?, version = version + 1 where id = ?")
                .params(name, id)
                .update();
    }

    /** Erases what is personal; the row stays, so that the id never means anybody else. */
    boolean erase(UUID id, Instant now) {
        forgetAddresses(id);
        release(id);
        return database.sql().sql("""
                                update identity.customer
                                   set email = null, email_key = null, name = '', password = null, verified_at = null,
                                       deleted_at = ?, version = version + 1
                                 where id = ? and deleted_at is null""").params(SqlTime.of(now), id).update() == 1;
    }

    private static String escaped(String prefix) {
        return prefix.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .toLowerCase(Locale.ROOT);
    }

    private static Instant parsed(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeParseException e) {
            throw Cursors.bad();
        }
    }

    private static UUID id(String text) {
        return io.peakday.kernel.Ids.parse(text).orElseThrow(Cursors::bad);
    }

    private static CustomerView view(ResultSet row, int n) throws SQLException {
        return new CustomerView(
                uuid(row, "id"),
                row.getString("email"),
                row.getString("name"),
                SqlTime.instantOrNull(row, "verified_at") != null,
                SqlTime.instant(row, "created_at"),
                row.getLong("version"));
    }
}

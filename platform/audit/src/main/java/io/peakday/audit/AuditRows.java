package io.peakday.audit;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of the audit log: what is appended, and what is read of it. */
final class AuditRows {
    /** No row that two appends could both want. */
    private static final String APPEND = """
            insert into identity.audit_unsealed (id, at, actor, action, subject, detail, key_id, mac)
            select * from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])""";

    /** None is before it. */
    private static final UUID NO_ID = new UUID(0, 0);

    private final Database database;

    AuditRows(Database database) {
        this.database = database;
    }

    static void append(Connection tx, List<AuditRow> rows) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(APPEND)) {
            statement.setArray(
                    1, tx.createArrayOf("uuid", of(rows, row -> Objects.requireNonNull(row.entry()), UUID[]::new)));
            statement.setArray(
                    2, tx.createArrayOf("timestamptz", of(rows, row -> SqlTime.of(row.at()), OffsetDateTime[]::new)));
            statement.setArray(3, tx.createArrayOf("text", of(rows, AuditRow::actor, String[]::new)));
            statement.setArray(4, tx.createArrayOf("text", of(rows, AuditRow::action, String[]::new)));
            statement.setArray(5, tx.createArrayOf("text", of(rows, AuditRow::subject, String[]::new)));
            statement.setArray(6, tx.createArrayOf("text", of(rows, AuditRow::detail, String[]::new)));
            statement.setArray(
                    7, tx.createArrayOf("text", of(rows, row -> Objects.requireNonNull(row.keyId()), String[]::new)));
            statement.setArray(8, tx.createArrayOf("bytea", of(rows, AuditRow::mac, byte[][]::new)));
            statement.executeUpdate();
        }
    }

    /**
     * An entry as a page shows it.
     *
     * @param id under which it was appended; null in rows from before the chain had a key
     * @param since the end of the chain when the first page was read; what came later is listed by its id
     * @param late whether it is one of those
     */
    record Listed(AuditEntry entry, @Nullable UUID id, long since, boolean late) {}

    /** As of one moment: first what is not sealed or was sealed after {@code since}, with ids before that one, then the chain up to it. */
    List<Listed> newest(
            @Nullable Long since, UUID before, Optional<String> actor, Optional<String> subject, int limit) {
        return listed("""
                        with up_to as (select coalesce(:since::bigint, (select max(seq) from identity.audit), 0) as since),
                             newer as (
                                select * from (
                                    select 0::bigint as seq, at, actor, action, subject, detail, ''::bytea as hash, id
                                      from identity.audit_unsealed where id < :before
                                    union all
                                    select seq, at, actor, action, subject, detail, hash, entry_id
                                      from identity.audit where seq > (select since from up_to) and entry_id < :before) as recent
                                 where (:anyActor or actor = :actor) and (:anySubject or subject = :subject)
                                 order by id desc limit :limit),
                             chain as (
                                select seq, at, actor, action, subject, detail, hash, entry_id as id from identity.audit
                                 where seq <= (select since from up_to)
                                   and (:anyActor or actor = :actor) and (:anySubject or subject = :subject)
                                 order by seq desc limit :limit)
                        select * from (
                            select newer.*, true as late, (select since from up_to) as since from newer
                            union all select chain.*, false, (select since from up_to) from chain) as listed
                        order by late desc, case when late then id end desc, seq desc limit :limit""", since, before, actor, subject, limit);
    }

    /** Of the chain before that place, newest first. */
    List<Listed> before(long seq, Optional<String> actor, Optional<String> subject, int limit) {
        return newest(seq - 1, NO_ID, actor, subject, limit);
    }

    private List<Listed> listed(
            String sql,
            @Nullable Long since,
            UUID before,
            Optional<String> actor,
            Optional<String> subject,
            int limit) {
        return database.sql()
                .sql(sql)
                .param("since", since)
                .param("before", before)
                .param("anyActor", actor.isEmpty())
                .param("actor", actor.orElse(""))
                .param("anySubject", subject.isEmpty())
                .param("subject", subject.orElse(""))
                .param("limit", limit)
                .query((row, n) -> new Listed(
                        entry(row), row.getObject("id", UUID.class), row.getLong("since"), row.getBoolean("late")))
                .list();
    }

    String head() {
        return database.sql()
                .sql("select seq || ':' || encode(hash, 'hex') from identity.audit_head")
                .query(String.class)
                .single();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("seq"),
                SqlTime.instant(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }

    private static <T> Object[] of(
            List<AuditRow> rows, Function<AuditRow, T> part, java.util.function.IntFunction<T[]> array) {
        return rows.stream().map(part).toArray(array);
    }

    /** Statements about the chain, as they are in the database. */
    @SuppressWarnings("ArrayRecordComponent") // a row on its way through; never compared
    record Mark(String kind, long seq, byte[] hash, Instant at, String keyId, byte[] mac) {}

    static List<Mark> marks(Connection tx) throws SQLException {
        List<Mark> marks = new java.util.ArrayList<>();
        try (var statement = tx.createStatement();
                ResultSet row = statement.executeQuery(
                        "select kind, seq, hash, at, key_id, mac from identity.audit_mark order by seq")) {
            while (row.next()) {
                marks.add(new Mark(
                        row.getString(1),
                        row.getLong(2),
                        row.getBytes(3),
                        SqlTime.instant(row, "at"),
                        row.getString(5),
                        row.getBytes(6)));
            }
        }
        return marks;
    }

    static void mark(Connection tx, Mark mark) throws SQLException {
        try (var insert = tx.prepareStatement(
                "insert into identity.audit_mark (kind, seq, hash, at, key_id, mac) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict do nothing")) {
            insert.setString(1, mark.kind());
            insert.setLong(2, mark.seq());
            insert.setBytes(3, mark.hash());
            insert.setObject(4, SqlTime.of(mark.at()));
            insert.setString(5, mark.keyId());
            insert.setBytes(6, mark.mac());
            insert.executeUpdate();
        }
    }
}

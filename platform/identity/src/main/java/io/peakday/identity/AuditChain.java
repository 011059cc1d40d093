package io.peakday.identity;

import static io.peakday.identity.Rows.instant;

import io.peakday.engines.Database;
import io.peakday.identity.Audit.Verdict;
import io.peakday.identity.Audit.Verdict.Broken;
import io.peakday.identity.Audit.Verdict.Intact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of the audit log and their hashes. */
final class AuditChain {
    private static final int FETCH = 1000;

    /** The head is updated and read in one statement; who waits for it goes on with the values of who was before. */
    private static final String APPEND = """
            with head as (
                update identity.audit_head
                   set seq = seq + 1, hash = sha256(hash || int8send(seq + 1) || ?)
                returning seq, hash)
            insert into identity.audit (seq, at, actor, action, subject, detail, hash)
            select head.seq, ?, ?, ?, ?, ?, head.hash from head""";

    /** What a row says, without its place in the chain. */
    record Link(Instant at, String actor, String action, String subject, String detail) {
        /** Each part with its length before it, so that no two links have the same bytes. */
        byte[] canonical() {
            List<byte[]> parts = Stream.of(actor, action, subject, detail)
                    .map(part -> part.getBytes(StandardCharsets.UTF_8))
                    .toList();
            int size =
                    parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
            ByteBuffer out = ByteBuffer.allocate(Long.BYTES + size)
                    .putLong(Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000));
            parts.forEach(part -> out.putInt(part.length).put(part));
            return out.array();
        }
    }

    private final Database database;

    AuditChain(Database database) {
        this.database = database;
    }

    static void append(Connection tx, Link link) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(APPEND)) {
            statement.setBytes(1, link.canonical());
            statement.setObject(2, Rows.time(link.at()));
            statement.setString(3, link.actor());
            statement.setString(4, link.action());
            statement.setString(5, link.subject());
            statement.setString(6, link.detail());
            statement.executeUpdate();
        }
    }

    List<AuditEntry> before(long seq, Optional<String> actor, Optional<String> subject, int limit) {
        return database.sql()
                .sql("""
                        select seq, at, actor, action, subject, detail, hash from identity.audit
                         where seq < :seq
                           and (:anyActor or actor = :actor)
                           and (:anySubject or subject = :subject)
                         order by seq desc limit :limit""")
                .param("seq", seq)
                .param("anyActor", actor.isEmpty())
                .param("actor", actor.orElse(""))
                .param("anySubject", subject.isEmpty())
                .param("subject", subject.orElse(""))
                .param("limit", limit)
                .query((row, n) -> entry(row))
                .list();
    }

    String head() {
        return database.sql()
                .sql("select seq || ':' || encode(hash, 'hex') from identity.audit_head")
                .query(String.class)
                .single();
    }

    Verdict verify() {
        return database.transact(() -> database.connection(tx -> {
            try (var statement = tx.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
            }
            long last;
            byte[] lastHash;
            try (var statement = tx.createStatement();
                    ResultSet row = statement.executeQuery("select seq, hash from identity.audit_head")) {
                if (!row.next()) {
                    return new Broken(0, "the head of the chain is missing");
                }
                last = row.getLong(1);
                lastHash = row.getBytes(2);
            }
            return verify(tx, last, lastHash);
        }));
    }

    private static Verdict verify(Connection tx, long last, byte[] lastHash) throws SQLException {
        byte[] previous = new byte[0];
        long expected = 1;
        try (var statement = tx.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(
                    "select seq, at, actor, action, subject, detail, hash from identity.audit order by seq")) {
                for (; rows.next(); expected++) {
                    AuditEntry entry = entry(rows);
                    if (entry.seq() != expected) {
                        return new Broken(expected, "row " + expected + " is missing");
                    }
                    byte[] hash = hash(previous, entry);
                    if (!Arrays.equals(hash, rows.getBytes("hash"))) {
                        return new Broken(expected, "row " + expected + " is not what was written");
                    }
                    previous = hash;
                }
            }
        }
        if (expected - 1 != last) {
            return new Broken(expected, "rows are missing at the end: the head says " + last);
        }
        return Arrays.equals(previous, lastHash)
                ? new Intact(last, HexFormat.of().formatHex(lastHash))
                : new Broken(last, "the head is not the hash of the last row");
    }

    private static byte[] hash(byte[] previous, AuditEntry entry) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(entry.seq()).array());
            return digest.digest(
                    new Link(entry.at(), entry.actor(), entry.action(), entry.subject(), entry.detail()).canonical());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("seq"),
                instant(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }
}

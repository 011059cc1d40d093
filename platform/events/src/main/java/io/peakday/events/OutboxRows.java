package io.peakday.events;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One shard of the outbox, seen through one session that holds the shard's advisory lock. Reading and deleting go through
 * the very session that owns the lock: a relay that has lost it cannot delete anything any more.
 */
final class OutboxRows {
    /** "peak" in ASCII: the first half of the advisory locks' keys; the second half is the shard. */
    private static final int LOCK_SPACE = 0x7065616b;

    private final Connection session;
    private final int shard;

    OutboxRows(Connection session, int shard) {
        this.session = session;
        this.shard = shard;
    }

    /** A row: the event and where it goes. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
    record Row(long id, String topic, Envelope envelope, byte[] payload) {}

    /** Takes the shard's lock if nobody has it. */
    boolean tryLock() throws SQLException {
        session.setAutoCommit(true);
        try (var statement = session.createStatement()) {
            try (ResultSet result =
                    statement.executeQuery("select pg_try_advisory_lock(" + LOCK_SPACE + ", " + shard + ")")) {
                result.next();
                if (!result.getBoolean(1)) {
                    return false;
                }
            }
            // A node that loses power says no goodbye: let the server notice within half a minute. And a delete lost
            // in a crash of the server is only a repeated send, so it need not wait for the disk.
            statement.execute("set tcp_keepalives_idle = 10");
            statement.execute("set tcp_keepalives_interval = 5");
            statement.execute("set tcp_keepalives_count = 4");
            statement.execute("set synchronous_commit = off");
            return true;
        }
    }

    /** Gives the lock back and leaves the session as it was. */
    void unlock() throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + LOCK_SPACE + ", " + shard + ")");
            statement.execute("reset all");
        }
    }

    /** The oldest rows of the shard, in order. */
    List<Row> oldest(int limit) throws SQLException {
        try (var select = session.prepareStatement("""
                select id, event_id, topic, type, version, key, occurred_at, producer, region, traceparent, checksum,
                       payload
                from events.outbox where shard = ? order by id limit ?""")) {
            select.setInt(1, shard);
            select.setInt(2, limit);
            List<Row> rows = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        }
    }

    void delete(List<Row> rows) throws SQLException {
        Long[] ids = rows.stream().map(Row::id).toArray(Long[]::new);
        try (var delete = session.prepareStatement("delete from events.outbox where shard = ? and id = any(?)")) {
            delete.setInt(1, shard);
            delete.setArray(2, session.createArrayOf("bigint", ids));
            delete.executeUpdate();
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        Envelope envelope = new Envelope(
                row.getObject(2, UUID.class),
                row.getString(4),
                row.getInt(5),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getString(8),
                row.getString(9),
                row.getString(6),
                row.getString(10),
                row.getString(11));
        return new Row(
                row.getLong(1), row.getString(3), envelope, row.getString(12).getBytes(StandardCharsets.UTF_8));
    }
}

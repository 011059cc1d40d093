package io.peakday.idempotency;

import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.engines.SqlTime;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in use and the replies given, in {@code web.idempotency_key}.
 *
 * <p>Claims and replies of concurrent requests share transactions. A claim does not wait for the disk: the log of
 * PostgreSQL is written in order, so if the work that follows the claim survives a crash, so does the claim. A reply
 * does wait, before the caller sees it. Leases go by the database's clock.
 */
final class PostgresKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresKeys.class);
    private static final int MAX_BATCH = 128;
    private static final int MAX_WAITING = 20_000;

    private static final String CLAIM = """
            insert into web.idempotency_key as k (id, fingerprint, holder, leased_until, created_at)
            select c.id, c.fingerprint, c.holder, statement_timestamp() + make_interval(secs => ?), statement_timestamp()
              from unnest(?::bytea[], ?::bytea[], ?::uuid[]) as c (id, fingerprint, holder)
             order by c.id
            on conflict (id) do update
               set holder = excluded.holder, leased_until = excluded.leased_until
             where k.reply is null
               and (k.leased_until < excluded.created_at
                    -- Written before the clock was put back, or with another setting.
                    or k.leased_until > excluded.leased_until + interval '5 minutes')
               and k.fingerprint = excluded.fingerprint
            returning id""";

    private static final String READ =
            "select id, fingerprint, reply from web.idempotency_key where id = any (?::bytea[])";

    private static final String ANSWER = """
            update web.idempotency_key k
               set reply = a.reply
              from unnest(?::bytea[], ?::uuid[], ?::bytea[]) as a (id, holder, reply)
             where k.id = a.id and k.holder = a.holder and k.reply is null
            returning k.id""";

    @SuppressWarnings("ArrayRecordComponent") // a row of a batch, never compared
    private record Reply(Ticket ticket, byte[] sealed) {}

    private final Database database;
    private final Duration lease;
    private final GroupCommit<Ticket, Claim> claims;
    private final GroupCommit<Reply, Boolean> replies;

    PostgresKeys(Database database, Duration lease) {
        this.database = database;
        this.lease = lease;
        this.claims = new GroupCommit<>(
                "web.idempotency-claims", database.dataSource(), MAX_BATCH, MAX_WAITING, this::claimAll);
        this.replies = new GroupCommit<>(
                "web.idempotency-replies", database.dataSource(), MAX_BATCH, MAX_WAITING, this::answerAll);
    }

    /** Asks for the key. On one node, one key must not be asked for by two threads at a time. */
    Claim claim(Ticket ticket) {
        return claims.submit(ticket);
    }

    /** Stores the sealed reply, which ends the work; unless somebody has taken the key over. */
    void answer(Ticket ticket, byte[] sealed) {
        if (!replies.submit(new Reply(ticket, sealed))) {
            LOG.warn(
                    "A request outlived the lease of its idempotency key, which was taken over; is the lease too short?");
        }
    }

    /** Releases the key undone, so that the same request may be tried again at once. */
    void release(Ticket ticket) {
        database.sql()
                .sql("delete from web.idempotency_key where id = ? and holder = ? and reply is null")
                .params(ticket.id(), ticket.holder())
                .update();
    }

    /** Forgets keys older than this, a bounded number at a time. */
    int prune(Duration retention) {
        int all = 0;
        int some;
        do {
            some = database.sql().sql("""
                            delete from web.idempotency_key where id in (
                                select id from web.idempotency_key
                                 where created_at < statement_timestamp() - make_interval(secs => ?)
                                   and leased_until < statement_timestamp()
                                 order by created_at limit 5000 for update skip locked)""").param(SqlTime.seconds(retention)).update();
            all += some;
        } while (some == 5000);
        return all;
    }

    private List<Claim> claimAll(Connection tx, List<Ticket> tickets) throws SQLException {
        try (var statement = tx.createStatement()) {
            statement.execute("set local synchronous_commit = off");
        }
        Set<ByteBuffer> granted = new HashSet<>();
        try (PreparedStatement statement = tx.prepareStatement(CLAIM)) {
            statement.setDouble(1, SqlTime.seconds(lease));
            statement.setArray(2, tx.createArrayOf("bytea", bytes(tickets, Ticket::id)));
            statement.setArray(3, tx.createArrayOf("bytea", bytes(tickets, Ticket::fingerprint)));
            statement.setArray(4, tx.createArrayOf("uuid", column(tickets, Ticket::holder)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    granted.add(ByteBuffer.wrap(rows.getBytes(1)));
                }
            }
        }
        List<Ticket> others = tickets.stream()
                .filter(ticket -> !granted.contains(ByteBuffer.wrap(ticket.id())))
                .toList();
        Map<ByteBuffer, Claim> found = others.isEmpty() ? Map.of() : read(tx, others);
        return tickets.stream()
                .map(ticket -> granted.contains(ByteBuffer.wrap(ticket.id()))
                        ? new Claim.Granted()
                        : found.getOrDefault(ByteBuffer.wrap(ticket.id()), new Claim.Busy()))
                .toList();
    }

    private static Map<ByteBuffer, Claim> read(Connection tx, List<Ticket> tickets) throws SQLException {
        Map<ByteBuffer, byte[]> expected = new HashMap<>();
        tickets.forEach(ticket -> expected.put(ByteBuffer.wrap(ticket.id()), ticket.fingerprint()));
        Map<ByteBuffer, Claim> found = new HashMap<>();
        try (PreparedStatement statement = tx.prepareStatement(READ)) {
            statement.setArray(1, tx.createArrayOf("bytea", bytes(tickets, Ticket::id)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ByteBuffer id = ByteBuffer.wrap(rows.getBytes(1));
                    byte[] reply = rows.getBytes(3);
                    Claim claim;
                    if (!java.util.Arrays.equals(expected.get(id), rows.getBytes(2))) {
                        claim = new Claim.Reused();
                    } else {
                        claim = reply == null ? new Claim.Busy() : new Claim.Answered(reply);
                    }
                    found.put(id, claim);
                }
            }
        }
        return found;
    }

    private List<Boolean> answerAll(Connection tx, List<Reply> answers) throws SQLException {
        Set<ByteBuffer> stored = new HashSet<>();
        try (PreparedStatement statement = tx.prepareStatement(ANSWER)) {
            statement.setArray(
                    1, tx.createArrayOf("bytea", bytes(answers, r -> r.ticket().id())));
            statement.setArray(
                    2, tx.createArrayOf("uuid", column(answers, r -> r.ticket().holder())));
            statement.setArray(3, tx.createArrayOf("bytea", bytes(answers, Reply::sealed)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.add(ByteBuffer.wrap(rows.getBytes(1)));
                }
            }
        }
        return answers.stream()
                .map(r -> stored.contains(ByteBuffer.wrap(r.ticket().id())))
                .toList();
    }

    private static <T> Object[] column(List<T> rows, Function<T, Object> value) {
        return rows.stream().map(value).toArray();
    }

    /** The driver takes arrays of byte strings only as what they are. */
    private static <T> byte[][] bytes(List<T> rows, Function<T, byte[]> value) {
        return rows.stream().map(value).toArray(byte[][]::new);
    }

    @Override
    public void close() {
        claims.close();
        replies.close();
    }
}

package io.peakday.events;

import io.peakday.engines.SqlTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Leases: who may do what only one may do at a time, and until when.
 *
 * <p>A lease is a row with a holder, an end by the database's clock, and a token that grows whenever the lease changes hands.
 * Nothing is tied to a session, so a holder that is stopped in the middle (SIGSTOP, a frozen virtual machine, a cut network)
 * holds up the others no longer than its lease lasts. It may wake at any time later and believe that it still holds it;
 * therefore every effect names the token in the statement, or the transaction, that has the effect, and locks the lease's row
 * with {@code for share}: a change of hands waits until that transaction has ended, and after it the token no longer fits.
 *
 * <p>A lease that ends later than anybody would have let it was taken before the database's clock was put back; its holder, if it
 * lives, has renewed it since then and so shortened it. Such a lease counts as run out, so that nobody waits for the clock to come
 * to where it was. Taking it from a holder that does live is harmless, for the reasons above.
 *
 * <p>What a holder does outside the database has to be fenced there, by what that place understands, between {@link #expired}
 * and {@link #take}: before the new holder begins, and while a crash of the new holder still leaves the old one named.
 */
final class Leases {
    /** A lease is over: its time has passed, or its end is further ahead than any lease lasts. */
    private static final String OVER =
            "(l.expires_at <= clock_timestamp() or l.expires_at > clock_timestamp() + interval '10 minutes')";

    /** No lease lasts longer. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private Leases() {}

    /**
     * A lease as it was seen.
     *
     * @param holder the last one; empty if there was none
     */
    record Lease(String name, String holder, long token) {}

    /** Those of the named leases that nobody holds now; ones that do not exist yet are made. */
    static List<Lease> expired(Connection session, Collection<String> names) throws SQLException {
        List<Lease> expired = select(session, names, "and " + OVER);
        if (expired.size() < names.size() && select(session, names, "").size() < names.size()) {
            try (PreparedStatement insert = session.prepareStatement("""
                    insert into events.lease (name, holder, token, expires_at)
                    select name, '', 0, '-infinity' from unnest(?::text[]) as wanted (name) order by name
                    on conflict do nothing""")) {
                insert.setArray(1, session.createArrayOf("text", names.toArray()));
                insert.executeUpdate();
            }
            return select(session, names, "and " + OVER);
        }
        return expired;
    }

    /** Takes those that are still as they were seen. Returns the tokens by name. */
    static Map<String, Long> take(Connection session, List<Lease> seen, String holder, Duration lasts)
            throws SQLException {
        if (lasts.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a lease lasts " + LONGEST + " at most, not " + lasts);
        }
        if (seen.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement update = session.prepareStatement("""
                with free as (
                    select l.name from events.lease l
                    join unnest(?::text[], ?::bigint[]) as seen (name, token) on seen.name = l.name and seen.token = l.token
                    where """ + OVER + """
                     order by l.name for update of l)
                update events.lease l
                set holder = ?, token = l.token + 1, expires_at = clock_timestamp() + make_interval(secs => ?)
                from free where l.name = free.name
                returning l.name, l.token""")) {
            update.setArray(
                    1,
                    session.createArrayOf("text", seen.stream().map(Lease::name).toArray()));
            update.setArray(
                    2,
                    session.createArrayOf(
                            "bigint", seen.stream().map(Lease::token).toArray()));
            update.setString(3, holder);
            update.setDouble(4, SqlTime.seconds(lasts));
            Map<String, Long> tokens = new HashMap<>();
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    tokens.put(rows.getString(1), rows.getLong(2));
                }
            }
            return tokens;
        }
    }

    /** Lets leases last longer. Returns whether all of them were still held; one that has run out is lost. */
    static boolean renew(Connection session, Map<String, Long> tokens, Duration lasts) throws SQLException {
        try (PreparedStatement update = session.prepareStatement("""
                with held as (
                    select l.name from events.lease l
                    join unnest(?::text[], ?::bigint[]) as held (name, token) on held.name = l.name and held.token = l.token
                    where l.expires_at > clock_timestamp() order by l.name for update of l)
                update events.lease l set expires_at = clock_timestamp() + make_interval(secs => ?)
                from held where l.name = held.name""")) {
            bind(session, update, tokens);
            update.setDouble(3, SqlTime.seconds(lasts));
            return update.executeUpdate() == tokens.size();
        }
    }

    /** Releases leases, those that are still held; they go on naming their last holder. */
    static void release(Connection session, Map<String, Long> tokens) throws SQLException {
        try (PreparedStatement update = session.prepareStatement("""
                with held as (
                    select l.name from events.lease l
                    join unnest(?::text[], ?::bigint[]) as held (name, token) on held.name = l.name and held.token = l.token
                    order by l.name for update of l)
                update events.lease l set expires_at = '-infinity' from held where l.name = held.name""")) {
            bind(session, update, tokens);
            update.executeUpdate();
        }
    }

    private static void bind(Connection session, PreparedStatement statement, Map<String, Long> tokens)
            throws SQLException {
        List<Map.Entry<String, Long>> held = List.copyOf(tokens.entrySet());
        statement.setArray(
                1,
                session.createArrayOf(
                        "text", held.stream().map(Map.Entry::getKey).toArray()));
        statement.setArray(
                2,
                session.createArrayOf(
                        "bigint", held.stream().map(Map.Entry::getValue).toArray()));
    }

    private static List<Lease> select(Connection session, Collection<String> names, String condition)
            throws SQLException {
        try (PreparedStatement select = session.prepareStatement(
                "select l.name, l.holder, l.token from events.lease l where l.name = any(?) " + condition)) {
            select.setArray(1, session.createArrayOf("text", names.toArray()));
            List<Lease> leases = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    leases.add(new Lease(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
            }
            return leases;
        }
    }
}

package io.peakday.identity;

import static io.peakday.identity.Rows.uuid;

import io.peakday.cache.CoalescingCache;
import io.peakday.cache.CoalescingCache.Fresh;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.secrets.Tokens;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in where.
 *
 * <p>The truth is the table. A node believes what it read for a few seconds, so that a hot page costs no query; what this
 * node ends or changes it forgets at once, what another node ends is gone here within those seconds. When a session was
 * last seen is noted in memory and written now and then.
 */
public final class Sessions implements AutoCloseable {
    private static final int MAX_CACHED = 100_000;
    private static final int MAX_NOTED = 200_000;
    private static final int WRITTEN_AT_ONCE = 1_000;

    /** In one order, and past what another node is just writing: no two of these wait for each other. */
    private static final String SEEN = """
            with later as (
                select s.id, k.at from identity.session s join unnest(?::uuid[], ?::timestamptz[]) as k (id, at) on k.id = s.id
                 where s.last_seen_at < k.at order by s.id for update of s skip locked)
            update identity.session s set last_seen_at = later.at from later where later.id = s.id""";

    /** A session just opened; the token is in the clear only here. */
    record Opened(UUID id, String token, Instant expiresAt, Duration life) {}

    private final Database database;
    private final InstantSource clock;
    private final IdentitySettings settings;
    private final Map<SessionKind, Accounts> accounts;
    private final SessionTokens tokens;
    private final SessionReads reads;
    private final CoalescingCache<String, Actor> actors;
    private final Map<UUID, Instant> seen = new ConcurrentHashMap<>();

    /** @param accounts whose sessions there may be: at most one of each kind */
    public Sessions(Database database, InstantSource clock, IdentitySettings settings, List<Accounts> accounts) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.accounts = accounts.stream().collect(Collectors.toMap(Accounts::kind, one -> one));
        this.tokens = new SessionTokens(database);
        this.reads = new SessionReads(database, clock, settings, accounts);
        this.actors = new CoalescingCache<>(MAX_CACHED, (token, actor) -> 1, clock, this::read);
    }

    /** Those that have sessions of this kind. */
    Accounts accounts(SessionKind kind) {
        Accounts kept = accounts.get(kind);
        if (kept == null) {
            throw new IllegalStateException("No module keeps accounts of the kind " + kind + ".");
        }
        return kept;
    }

    /** The owner's open sessions, last seen first. */
    public List<SessionView> list(UUID ownerId) {
        writeSeen();
        return database.sql()
                .sql("""
                        select id, device, address, created_at, last_seen_at from identity.session
                         where owner_id = ? and expires_at > ? order by last_seen_at desc, id limit 200""")
                .params(ownerId, SqlTime.of(clock.instant()))
                .query((row, n) -> new SessionView(
                        uuid(row, "id"),
                        row.getString("device"),
                        row.getString("address"),
                        SqlTime.instant(row, "created_at"),
                        SqlTime.instant(row, "last_seen_at")))
                .list();
    }

    /** Ends one session of this owner; false if there is no such open session. */
    public boolean end(UUID ownerId, UUID sessionId) {
        return delete("owner_id = ? and id = ?", ownerId, sessionId) > 0;
    }

    /** Ends all sessions of this owner but one; gives how many. */
    public int endOthers(UUID ownerId, UUID keep) {
        return delete("owner_id = ? and id <> ?", ownerId, keep);
    }

    /** Ends all sessions of this owner; gives how many. */
    public int endAll(UUID ownerId) {
        return delete("owner_id = ?", ownerId);
    }

    /** The actor of a token from a cookie; empty if it is not that of an open session of this kind. */
    public Optional<Actor> resolve(SessionKind kind, @Nullable String token) {
        if (token == null || owner(kind, token).isEmpty()) {
            return Optional.empty();
        }
        Actor actor = actors.get(Tokens.key(Tokens.hash(token)));
        boolean right = kind == SessionKind.STAFF
                ? actor instanceof Actor.Staff || actor instanceof Actor.EnrollingStaff
                : actor instanceof Actor.Customer;
        return right ? Optional.ofNullable(actor) : Optional.empty();
    }

    /** To whom a token from a cookie was given; whether that session is still open is not asked. */
    Optional<UUID> owner(SessionKind kind, @Nullable String token) {
        return tokens.owner(kind, token);
    }

    /**
     * Which of these sessions are open, in the transaction of somebody who acts for their customers; by their {@linkplain
     * SignedSession#tokenKey keys}. Two queries, however many they are.
     */
    public Set<String> open(Connection tx, Collection<SignedSession> sessions) throws SQLException {
        if (sessions.isEmpty()) {
            return Set.of();
        }
        Map<String, SessionReads.Seen> open =
                reads.open(tx, sessions.stream().map(SignedSession::tokenKey).toList());
        Instant now = clock.instant();
        open.values().forEach(seen -> note(seen.session(), seen.at(), now));
        return open.keySet();
    }

    /**
     * Finds out whether this session is open, outside of a transaction.
     *
     * @throws Failure {@code identity.sign-in-required} if it is not
     */
    public void requireOpen(SignedSession session) {
        if (!(actors.get(session.tokenKey()) instanceof Actor.Customer)) {
            throw CurrentActor.signInRequired();
        }
    }

    /** Opens a session; in the transaction that has checked and locked the owner's account. */
    Opened open(SessionKind kind, UUID ownerId, Origin origin, boolean secondFactor) {
        Instant now = clock.instant();
        Duration life = kind == SessionKind.STAFF ? settings.staffSession() : settings.customerSession();
        Opened opened = new Opened(Ids.next(), tokens.create(kind, ownerId), now.plus(life), life);
        database.sql()
                .sql("""
                        insert into identity.session
                               (id, token_hash, kind, owner_id, device, address, created_at, last_seen_at, expires_at, second_factor)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        opened.id(),
                        Tokens.hash(opened.token()),
                        kind.code(),
                        ownerId,
                        Device.describe(origin.device()),
                        origin.address(),
                        SqlTime.of(now),
                        SqlTime.of(now),
                        SqlTime.of(opened.expiresAt()),
                        secondFactor)
                .update();
        return opened;
    }

    /** Until when the owner of this session counts as confirmed in it; empty: not any more. */
    public Optional<Instant> confirmedUntil(UUID ownerId, UUID sessionId) {
        return database.sql()
                .sql(
                        "select confirmed_until from identity.session where id = ? and owner_id = ? and confirmed_until > ?")
                .params(sessionId, ownerId, SqlTime.of(clock.instant()))
                .query((row, n) -> Optional.ofNullable(SqlTime.instantOrNull(row, "confirmed_until")))
                .optional()
                .flatMap(until -> until);
    }

    /** Notes that the owner of this session has confirmed who sits there; false if there is no such session. */
    public boolean confirm(UUID ownerId, UUID sessionId, Instant until) {
        return database.sql()
                        .sql("update identity.session set confirmed_until = ? where id = ? and owner_id = ?")
                        .params(SqlTime.of(until), sessionId, ownerId)
                        .update()
                == 1;
    }

    /** Notes whether the owner of this session has proved a second factor in it. */
    public void provedBySecondFactor(UUID ownerId, UUID sessionId, boolean proved) {
        database.sql()
                .sql("update identity.session set second_factor = ? where id = ? and owner_id = ?")
                .params(proved, sessionId, ownerId)
                .update();
        changed(ownerId);
    }

    /** Forgets what is cached of this owner's sessions, once the change to the account has committed. */
    public void changed(UUID ownerId) {
        List<byte[]> tokens = database.sql()
                .sql("select token_hash from identity.session where owner_id = ?")
                .param(ownerId)
                .query((row, n) -> row.getBytes(1))
                .list();
        forget(tokens);
    }

    /** Writes when sessions were last seen: a thousand at a time, for on a busy day it is everybody's. */
    public void writeSeen() {
        List<UUID> ids = List.copyOf(seen.keySet());
        for (int from = 0; from < ids.size(); from += WRITTEN_AT_ONCE) {
            List<UUID> some = new ArrayList<>();
            List<OffsetDateTime> times = new ArrayList<>();
            for (UUID id : ids.subList(from, Math.min(ids.size(), from + WRITTEN_AT_ONCE))) {
                Instant at = seen.remove(id);
                if (at != null) {
                    some.add(id);
                    times.add(SqlTime.of(at));
                }
            }
            database.transact(() -> database.connection(tx -> {
                try (PreparedStatement update = tx.prepareStatement(SEEN)) {
                    update.setArray(1, tx.createArrayOf("uuid", some.toArray()));
                    update.setArray(2, tx.createArrayOf("timestamptz", times.toArray()));
                    return update.executeUpdate();
                }
            }));
        }
    }

    /** Deletes sessions that have ended by themselves. */
    public void prune() {
        Instant now = clock.instant();
        database.sql()
                .sql("""
                        delete from identity.session where expires_at < ?
                            or last_seen_at < case kind when 'staff' then ?::timestamptz else ?::timestamptz end""")
                .params(
                        SqlTime.of(now),
                        SqlTime.of(now.minus(settings.staffIdle())),
                        SqlTime.of(now.minus(settings.customerIdle())))
                .update();
    }

    private int delete(String condition, Object... params) {
        List<byte[]> tokens = database.sql()
                .sql("delete from identity.session where " + condition + " returning token_hash")
                .params(params)
                .query((row, n) -> row.getBytes(1))
                .list();
        forget(tokens);
        return tokens.size();
    }

    private void forget(List<byte[]> tokens) {
        database.afterCommit(() -> tokens.forEach(token -> actors.invalidate(Tokens.key(token))));
    }

    private @Nullable Fresh<Actor> read(String tokenKey) {
        Instant now = clock.instant();
        SessionReads.Found found = reads.find(tokenKey).orElse(null);
        if (found == null) {
            return null;
        }
        note(found.session(), found.lastSeen(), now);
        return new Fresh<>(found.actor(), now.plus(settings.sessionCache()));
    }

    private void note(UUID session, Instant lastSeen, Instant now) {
        if (lastSeen.isBefore(now.minusSeconds(60)) && seen.size() < MAX_NOTED) {
            seen.put(session, now);
        }
    }

    /** Waits for the look-ups under way; refuses new ones. */
    @Override
    public void close() {
        reads.close();
    }
}

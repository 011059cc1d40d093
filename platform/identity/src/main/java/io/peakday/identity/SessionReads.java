package io.peakday.identity;

import static io.peakday.identity.Rows.uuid;

import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.engines.SqlTime;
import io.peakday.identity.Accounts.Owner;
import io.peakday.secrets.Tokens;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Looks sessions up by their tokens. When a sale opens, thousands of customers whom no node remembers ask in the same second;
 * those who wait for the database anyway share one query there, and one more for whose the sessions are.
 */
final class SessionReads implements AutoCloseable {
    private static final int MAX_BATCH = 256;
    private static final int MAX_WAITING = 20_000;

    private static final String READ = """
            select token_hash, id, owner_id, kind, last_seen_at, second_factor from identity.session
             where token_hash = any(?) and expires_at > ?
               and last_seen_at > case kind when 'staff' then ?::timestamptz else ?::timestamptz end""";

    /** The same of customers, when it is known whose they are. */
    private static final String OPEN = """
            select token_hash, id, owner_id, kind, last_seen_at, second_factor from identity.session
             where token_hash = any(?) and kind = 'customer' and expires_at > ? and last_seen_at > ?""";

    private final InstantSource clock;
    private final IdentitySettings settings;
    private final Map<String, Accounts> accounts;
    private final GroupCommit<String, Optional<Found>> reads;

    /** @param accounts of each kind */
    SessionReads(Database database, InstantSource clock, IdentitySettings settings, Collection<Accounts> accounts) {
        this.clock = clock;
        this.settings = settings;
        this.accounts =
                accounts.stream().collect(Collectors.toMap(one -> one.kind().code(), one -> one));
        this.reads = new GroupCommit<>("identity.session", database.dataSource(), MAX_BATCH, MAX_WAITING, this::read);
    }

    /** An open session and whose it is. */
    record Found(UUID session, Instant lastSeen, Actor actor) {}

    /** An open session, and when it was last seen. */
    record Seen(UUID session, Instant at) {}

    private record Row(String token, UUID session, UUID owner, String kind, Instant lastSeen, boolean secondFactor) {}

    /** @param tokenKey of {@link Tokens#key} */
    Optional<Found> find(String tokenKey) {
        return reads.submit(tokenKey);
    }

    /** Those of these token keys that are of open sessions of customers. */
    Map<String, Seen> open(Connection tx, Collection<String> tokenKeys) throws SQLException {
        Instant now = clock.instant();
        List<Row> rows;
        try (PreparedStatement select = tx.prepareStatement(OPEN)) {
            select.setArray(1, hashes(tx, tokenKeys));
            select.setObject(2, SqlTime.of(now));
            select.setObject(3, SqlTime.of(now.minus(settings.customerIdle())));
            rows = rows(select);
        }
        Set<UUID> present = owners(
                        tx,
                        SessionKind.CUSTOMER.code(),
                        rows.stream().map(Row::owner).toList())
                .keySet();
        return rows.stream()
                .filter(row -> present.contains(row.owner()))
                .collect(Collectors.toMap(Row::token, row -> new Seen(row.session(), row.lastSeen())));
    }

    @Override
    public void close() {
        reads.close();
    }

    private List<Optional<Found>> read(Connection tx, List<String> tokenKeys) throws SQLException {
        Map<String, List<Row>> byKind = rows(tx, tokenKeys).stream().collect(Collectors.groupingBy(Row::kind));
        Map<String, Found> found = new HashMap<>();
        for (Map.Entry<String, List<Row>> kind : byKind.entrySet()) {
            Map<UUID, Owner> owners = owners(
                    tx, kind.getKey(), kind.getValue().stream().map(Row::owner).toList());
            for (Row row : kind.getValue()) {
                Owner owner = owners.get(row.owner());
                if (owner != null) {
                    found.put(
                            row.token(),
                            new Found(row.session(), row.lastSeen(), owner.in(row.session(), row.secondFactor())));
                }
            }
        }
        return tokenKeys.stream()
                .map(key -> Optional.ofNullable(found.get(key)))
                .toList();
    }

    private List<Row> rows(Connection tx, List<String> tokenKeys) throws SQLException {
        Instant now = clock.instant();
        try (PreparedStatement select = tx.prepareStatement(READ)) {
            select.setArray(1, hashes(tx, tokenKeys));
            select.setObject(2, SqlTime.of(now));
            select.setObject(3, SqlTime.of(now.minus(settings.staffIdle())));
            select.setObject(4, SqlTime.of(now.minus(settings.customerIdle())));
            return rows(select);
        }
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(
                        Tokens.key(row.getBytes("token_hash")),
                        uuid(row, "id"),
                        uuid(row, "owner_id"),
                        row.getString("kind"),
                        SqlTime.instant(row, "last_seen_at"),
                        row.getBoolean("second_factor")));
            }
        }
        return rows;
    }

    /** One query for all of a kind; none if nobody is asked for, or nobody keeps such accounts. */
    private Map<UUID, Owner> owners(Connection tx, String kind, Collection<UUID> ids) throws SQLException {
        Accounts kept = accounts.get(kind);
        return kept == null || ids.isEmpty() ? Map.of() : kept.owners(tx, Set.copyOf(ids));
    }

    private static Array hashes(Connection tx, Collection<String> tokenKeys) throws SQLException {
        return tx.createArrayOf("bytea", tokenKeys.stream().map(Tokens::ofKey).toArray(byte[][]::new));
    }
}

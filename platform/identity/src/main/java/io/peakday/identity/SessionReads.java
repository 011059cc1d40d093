package io.peakday.identity;

import static io.peakday.identity.Rows.uuid;

import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.engines.SqlTime;
import io.peakday.identity.secret.Tokens;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Looks sessions up by their tokens. When a sale opens, thousands of customers whom no node remembers ask in the same second;
 * those who wait for the database anyway share one query there.
 */
final class SessionReads implements AutoCloseable {
    private static final int MAX_BATCH = 256;
    private static final int MAX_WAITING = 20_000;

    private static final String READ = """
            select s.token_hash, s.id, s.owner_id, s.kind, s.last_seen_at,
                   coalesce(c.email, f.email) as email, coalesce(c.name, f.name) as name,
                   c.verified_at is not null as verified, f.roles, s.second_factor
              from identity.session s
              left join identity.customer c
                on s.kind = 'customer' and c.id = s.owner_id and c.deleted_at is null
              left join identity.staff f on s.kind = 'staff' and f.id = s.owner_id and f.active
             where s.token_hash = any(?) and s.expires_at > ?
               and s.last_seen_at > case s.kind when 'staff' then ?::timestamptz else ?::timestamptz end
               and coalesce(c.id, f.id) is not null""";

    /** The same of customers, when it is known whose they are. */
    private static final String OPEN = """
            select s.token_hash, s.id, s.last_seen_at
              from identity.session s join identity.customer c on c.id = s.owner_id and c.deleted_at is null
             where s.token_hash = any(?) and s.kind = 'customer' and s.expires_at > ? and s.last_seen_at > ?""";

    private final InstantSource clock;
    private final IdentitySettings settings;
    private final SecondFactorSettings secondFactor;
    private final Permissions permissions;
    private final GroupCommit<String, Optional<Found>> reads;

    SessionReads(
            Database database,
            InstantSource clock,
            IdentitySettings settings,
            SecondFactorSettings secondFactor,
            Permissions permissions) {
        this.clock = clock;
        this.secondFactor = secondFactor;
        this.permissions = permissions;
        this.settings = settings;
        this.reads = new GroupCommit<>("identity.session", database.dataSource(), MAX_BATCH, MAX_WAITING, this::read);
    }

    /** An open session and whose it is. */
    record Found(UUID session, Instant lastSeen, Actor actor) {}

    /** An open session, and when it was last seen. */
    record Seen(UUID session, Instant at) {}

    /** @param tokenKey of {@link Tokens#key} */
    Optional<Found> find(String tokenKey) {
        return reads.submit(tokenKey);
    }

    /** Those of these token keys that are of open sessions of customers. */
    Map<String, Seen> open(Connection tx, Collection<String> tokenKeys) throws SQLException {
        Instant now = clock.instant();
        Map<String, Seen> open = new HashMap<>();
        try (PreparedStatement select = tx.prepareStatement(OPEN)) {
            select.setArray(1, hashes(tx, tokenKeys));
            select.setObject(2, SqlTime.of(now));
            select.setObject(3, SqlTime.of(now.minus(settings.customerIdle())));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    open.put(
                            Tokens.key(row.getBytes(1)),
                            new Seen(uuid(row, "id"), SqlTime.instant(row, "last_seen_at")));
                }
            }
        }
        return open;
    }

    @Override
    public void close() {
        reads.close();
    }

    private List<Optional<Found>> read(Connection tx, List<String> tokenKeys) throws SQLException {
        Instant now = clock.instant();
        Map<String, Found> found = new HashMap<>();
        try (PreparedStatement select = tx.prepareStatement(READ)) {
            select.setArray(1, hashes(tx, tokenKeys));
            select.setObject(2, SqlTime.of(now));
            select.setObject(3, SqlTime.of(now.minus(settings.staffIdle())));
            select.setObject(4, SqlTime.of(now.minus(settings.customerIdle())));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(
                            Tokens.key(row.getBytes("token_hash")),
                            new Found(uuid(row, "id"), SqlTime.instant(row, "last_seen_at"), actor(row)));
                }
            }
        }
        return tokenKeys.stream()
                .map(key -> Optional.ofNullable(found.get(key)))
                .toList();
    }

    private static Array hashes(Connection tx, Collection<String> tokenKeys) throws SQLException {
        return tx.createArrayOf("bytea", tokenKeys.stream().map(Tokens::ofKey).toArray(byte[][]::new));
    }

    private Actor actor(ResultSet row) throws SQLException {
        UUID session = uuid(row, "id");
        UUID owner = uuid(row, "owner_id");
        String email = row.getString("email");
        String name = row.getString("name");
        if (row.getString("kind").equals(SessionKind.CUSTOMER.code())) {
            return new Actor.Customer(owner, email, name, row.getBoolean("verified"), session);
        }
        if (secondFactor.required() && !row.getBoolean("second_factor")) {
            return new Actor.EnrollingStaff(owner, email, name, session);
        }
        Set<Role> roles = Role.named(Rows.texts(row, "roles"));
        return new Actor.Staff(owner, email, name, roles, permissions.of(roles), session);
    }
}

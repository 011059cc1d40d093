package io.peakday.access;

import static io.peakday.identity.Rows.uuid;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What keys may do at this moment: what they were given, less what their owner may not do, less what the key by which they were
 * made may not do, and so on up to the key that a person made. A key that was made by one that is revoked or has expired may
 * do nothing: whoever steals a key and makes another one from it is out when the first one is revoked. Where staff must have a second
 * factor, the keys of a member who has none do as little as the member.
 */
final class KeyLines {
    /** Keys that make keys that make keys: longer lines may do nothing. */
    static final int MAX_DEPTH = 8;

    private static final String LINES = """
            with recursive line as (
                select k.id as key_id, k.parent_id, k.owner_id, k.scopes, k.revoked_at, k.expires_at, 0 as depth
                  from identity.api_key k where k.id = any (?)
                union all
                select l.key_id, p.parent_id, p.owner_id, p.scopes, p.revoked_at, p.expires_at, l.depth + 1
                  from line l join identity.api_key p on p.id = l.parent_id where l.depth < ?)
            select l.key_id, l.parent_id, l.owner_id, l.scopes, l.revoked_at, l.expires_at, f.roles,
                   f.active and (not ? or %s) as allowed
              from line l left join identity.staff f on f.id = l.owner_id
             order by l.key_id, l.depth""".formatted(FactorStore.isSet("f.id"));

    private final Database database;
    private final SecondFactorSettings secondFactor;
    private final Permissions permissions;

    KeyLines(Database database, SecondFactorSettings secondFactor, Permissions permissions) {
        this.database = database;
        this.secondFactor = secondFactor;
        this.permissions = permissions;
    }

    /**
     * One key on the way up.
     *
     * @param owner what its owner may do; null if it has none
     */
    private record Link(
            UUID key,
            @Nullable UUID parent,
            Set<Permission> scopes,
            @Nullable Instant revokedAt,
            @Nullable Instant expiresAt,
            @Nullable Set<Permission> owner) {
        boolean isLive(Instant now) {
            return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
        }
    }

    /** The present rights of these keys. */
    Map<UUID, Set<Permission>> rights(Collection<UUID> keys, Instant now) {
        Map<UUID, List<Link>> lines = database.connection(tx -> {
            try (var select = tx.prepareStatement(LINES)) {
                select.setArray(1, tx.createArrayOf("uuid", keys.toArray()));
                select.setInt(2, MAX_DEPTH);
                select.setBoolean(3, secondFactor.required());
                Map<UUID, List<Link>> found = new LinkedHashMap<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        Link link = link(rows);
                        found.computeIfAbsent(link.key(), key -> new java.util.ArrayList<>())
                                .add(link);
                    }
                }
                return found;
            }
        });
        return lines.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, line -> rights(line.getValue(), now)));
    }

    private Set<Permission> rights(List<Link> line, Instant now) {
        Set<Permission> rights = new HashSet<>(permissions.all());
        for (Link link : line) {
            rights.retainAll(link.isLive(now) ? link.scopes() : Set.of());
            rights.retainAll(Objects.requireNonNullElse(link.owner(), rights));
        }
        // A line that does not end with a key of nobody's or a person's is too long, or its beginning is gone.
        return line.getLast().parent() == null ? Set.copyOf(rights) : Set.of();
    }

    private Link link(ResultSet row) throws SQLException {
        Set<Permission> owner = null;
        if (row.getObject("owner_id") != null) {
            owner = row.getBoolean("allowed") ? permissions.ofRoles(Rows.texts(row, "roles")) : Set.of();
        }
        return new Link(
                uuid(row, "key_id"),
                uuid(row, "parent_id"),
                permissions.named(Arrays.asList(Rows.texts(row, "scopes"))),
                SqlTime.instantOrNull(row, "revoked_at"),
                SqlTime.instantOrNull(row, "expires_at"),
                owner);
    }
}

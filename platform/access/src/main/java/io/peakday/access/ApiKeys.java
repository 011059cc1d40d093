package io.peakday.access;

import static io.peakday.identity.Rows.uuid;

import io.peakday.audit.Audit;
import io.peakday.cache.CoalescingCache;
import io.peakday.cache.CoalescingCache.Fresh;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.identity.Actor;
import io.peakday.identity.Actor.ApiClient;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.KeyHolders;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.Rows;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.secrets.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys with which other programs call: {@code Authorization: Bearer pk_…}.
 *
 * <p>A key is somebody's: it may do what it was given, but never more than its owner may at that moment. So a key ends with the
 * account of who made it, unless somebody {@linkplain #adopt adopts} it; {@link StaffMembers#update} asks for that first.
 */
public final class ApiKeys implements KeyHolders {
    private static final String MARK = "pk_";
    private static final int MAX_CACHED = 10_000;

    /**
     * A key just made.
     *
     * @param secret the whole key, {@code pk_…}; shown this once
     */
    public record Created(ApiKeyView key, String secret) {
        @Override
        public String toString() {
            return "api-key:" + key.id();
        }
    }

    private final Database database;
    private final InstantSource clock;
    private final IdentitySettings settings;
    private final Audit audit;
    private final KeyLines lines;
    private final Permissions permissions;
    private final CoalescingCache<String, ApiClient> clients;
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();

    ApiKeys(
            Database database,
            InstantSource clock,
            IdentitySettings settings,
            SecondFactorSettings secondFactor,
            Audit audit,
            Permissions permissions) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.audit = audit;
        this.lines = new KeyLines(database, secondFactor, permissions);
        this.permissions = permissions;
        this.clients = new CoalescingCache<>(MAX_CACHED, (hash, client) -> 1, clock, this::read);
    }

    /**
     * Makes a key, which is the current actor's; one that is made by a key is its child. Nobody can give a key more than they may
     * do themselves.
     *
     * @param expiresAt null: until it is revoked
     */
    public Created create(String name, Set<Permission> scopes, @Nullable Instant expiresAt) {
        Instant now = clock.instant();
        new Checks()
                .text("name", name, 1, 80)
                .require(!scopes.isEmpty(), "scopes", "required", "scopes must name at least one permission.")
                .require(
                        expiresAt == null || expiresAt.isAfter(now),
                        "expiresAt",
                        "in-the-past",
                        "expiresAt must be in the future.")
                .orThrow("identity.bad-api-key", "This key cannot be made.");
        scopes.forEach(scope -> permissions.requireDeclared(scope.name(), "The key '" + name.strip() + "'"));
        Grants.requireHeld(scopes, "identity.scope-too-wide");
        UUID id = Ids.next();
        String token = Tokens.create();
        String secret = MARK + token;
        return database.transact(() -> {
            Maker maker = maker();
            database.sql()
                    .sql("""
                            insert into identity.api_key
                                   (id, name, prefix, last_four, secret_hash, scopes, created_at, expires_at,
                                    owner_id, parent_id)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .param(1, id)
                    .param(2, name.strip())
                    .param(3, secret.substring(0, 7))
                    .param(4, secret.substring(secret.length() - 4))
                    .param(5, Tokens.hash(token))
                    .param(6, names(scopes))
                    .param(7, SqlTime.of(now))
                    .param(8, SqlTime.ofNullable(expiresAt))
                    .param(9, maker.ownerId())
                    .param(10, maker.parentId())
                    .update();
            audit.append("api-key.created", "api-key:" + id, Map.of("scopes", names(scopes)));
            return new Created(find(id), secret);
        });
    }

    /** All keys, newest first, revoked ones too. */
    public List<ApiKeyView> list() {
        writeUsed();
        return views("order by created_at desc, id desc limit 1000");
    }

    /** Keys from before owners were recorded that still work: somebody should adopt or revoke them. */
    public List<ApiKeyView> unowned() {
        return views(
                "where owner_id is null and revoked_at is null and (expires_at is null or expires_at > ?) order by created_at, id limit 1000",
                SqlTime.of(clock.instant()));
    }

    /** Keys of this member of staff that still work, oldest first. */
    public List<ApiKeyView> ownedBy(UUID staffId) {
        return views(
                "where owner_id = ? and revoked_at is null and (expires_at is null or expires_at > ?) order by created_at, id limit 1000",
                staffId,
                SqlTime.of(clock.instant()));
    }

    /**
     * Makes a member of staff answer for a key: from now on it ends with that member's rights, and no longer with those of its
     * maker. Whoever does it, and the new owner, must hold all that the key was given.
     *
     * @param newOwner null: whoever asks
     * @throws Failure {@code identity.no-api-key}, {@code identity.owner-required} if nobody is named and who asks is no member of
     *     staff, {@code identity.beyond-your-rights}, {@code identity.owner-lacks-rights}
     */
    public ApiKeyView adopt(UUID id, @Nullable UUID newOwner) {
        UUID owner = newOwner != null ? newOwner : CurrentActor.get() instanceof Actor.Staff staff ? staff.id() : null;
        if (owner == null) {
            throw Failure.invalid(
                    "identity.owner-required", "Say who adopts this key: a key belongs to a member of staff.");
        }
        return database.transact(() -> {
            ApiKeyView key = live(id);
            Grants.requireOver(key.scopes());
            give(List.of(key), owner);
            return find(id);
        });
    }

    /**
     * Ends the key at once on this node and within seconds on the others; false if there is none, or it was revoked.
     *
     * @throws Failure {@code identity.beyond-your-rights} unless it is one's own or one holds all that it may do
     */
    public boolean revoke(UUID id) {
        return database.transact(() -> {
            Optional<ApiKeyView> key = locked(id);
            if (key.isEmpty() || key.get().revokedAt() != null) {
                return false;
            }
            if (!isOwn(key.get())) {
                Grants.requireOver(key.get().rights());
            }
            database.sql()
                    .sql("update identity.api_key set revoked_at = ? where id = ?")
                    .params(SqlTime.of(clock.instant()), id)
                    .update();
            audit.append("api-key.revoked", "api-key:" + id, Map.of());
            forgetAll();
            return true;
        });
    }

    /** Those of this member's keys that could do less once the member has these rights; in the transaction that changes them. */
    List<ApiKeyView> losing(UUID staffId, Set<Permission> before, Set<Permission> after) {
        return ownedBy(staffId).stream()
                .filter(key ->
                        key.scopes().stream().anyMatch(scope -> before.contains(scope) && !after.contains(scope)))
                .toList();
    }

    /** Hands keys over; in the caller's transaction, who has checked that this is theirs to decide. */
    void give(List<ApiKeyView> keys, UUID newOwner) {
        Set<Permission> held = database.sql()
                .sql("select roles from identity.staff where id = ? and active for share")
                .param(newOwner)
                .query((row, n) -> permissions.ofRoles(Rows.texts(row, "roles")))
                .optional()
                .orElseThrow(() -> Failure.conflict(
                        "identity.owner-lacks-rights", "The new owner is not a member of staff who may sign in."));
        for (ApiKeyView key : keys) {
            if (!held.containsAll(key.scopes())) {
                throw Failure.conflict(
                        "identity.owner-lacks-rights",
                        "The key \"" + key.name() + "\" may do more than its new owner. Choose an owner who holds "
                                + Grants.named(key.scopes()) + ", or revoke the key.");
            }
            database.sql()
                    .sql("update identity.api_key set owner_id = ?, parent_id = null where id = ?")
                    .params(newOwner, key.id())
                    .update();
            audit.append("api-key.adopted", "api-key:" + key.id(), Map.of("owner", "staff:" + newOwner));
        }
        forgetAll();
    }

    /** Forgets on this node what keys may do, once the change has committed: rights of people or keys were changed. */
    void forgetAll() {
        database.afterCommit(clients::invalidateAll);
    }

    /** The client that this key is given to; empty if it is unknown, revoked or expired. */
    @Override
    public Optional<ApiClient> resolve(String secret) {
        if (!secret.startsWith(MARK) || !Tokens.isShaped(secret.substring(MARK.length()))) {
            return Optional.empty();
        }
        ApiClient client = clients.get(Tokens.key(Tokens.hash(secret.substring(MARK.length()))));
        return Optional.ofNullable(client);
    }

    /** Writes when keys were last used. */
    void writeUsed() {
        for (UUID id : List.copyOf(used.keySet())) {
            Instant at = used.remove(id);
            if (at != null) {
                database.sql()
                        .sql("""
                                update identity.api_key set last_used_at = ?
                                 where id = ? and (last_used_at is null or last_used_at < ?)""")
                        .params(SqlTime.of(at), id, SqlTime.of(at))
                        .update();
            }
        }
    }

    private @Nullable Fresh<ApiClient> read(String key) {
        Instant now = clock.instant();
        ApiKeyView found = views(
                        "where secret_hash = ? and revoked_at is null and (expires_at is null or expires_at > ?)",
                        Tokens.ofKey(key),
                        SqlTime.of(now))
                .stream()
                .findFirst()
                .orElse(null);
        if (found == null) {
            return null;
        }
        used.put(found.id(), now);
        Instant until = now.plus(settings.sessionCache());
        Instant end = found.expiresAt();
        return new Fresh<>(
                new ApiClient(found.id(), found.name(), found.rights()),
                end != null && end.isBefore(until) ? end : until);
    }

    /** Who answers for a key that is made now. */
    private Maker maker() {
        return switch (CurrentActor.get()) {
            case Actor.Staff staff -> new Maker(staff.id(), null);
            case ApiClient client -> {
                ApiKeyView parent = live(client.keyId());
                yield new Maker(parent.ownerId(), parent.id());
            }
            default -> new Maker(null, null);
        };
    }

    private record Maker(@Nullable UUID ownerId, @Nullable UUID parentId) {}

    private static boolean isOwn(ApiKeyView key) {
        return switch (CurrentActor.get()) {
            case Actor.Staff staff -> staff.id().equals(key.ownerId());
            case ApiClient client ->
                client.keyId().equals(key.id()) || client.keyId().equals(key.parentId());
            default -> false;
        };
    }

    private ApiKeyView live(UUID id) {
        return locked(id)
                .filter(key -> key.revokedAt() == null)
                .orElseThrow(() ->
                        Failure.notFound("identity.no-api-key", "There is no such key, or it was revoked before."));
    }

    private Optional<ApiKeyView> locked(UUID id) {
        return views("where id = ? for update", id).stream().findFirst();
    }

    private ApiKeyView find(UUID id) {
        return views("where id = ?", id).getFirst();
    }

    private List<ApiKeyView> views(String condition, Object... params) {
        List<ApiKeyView> keys = database.sql()
                .sql("select * from identity.api_key " + condition)
                .params(params)
                .query(this::view)
                .list();
        Map<UUID, Set<Permission>> rights =
                lines.rights(keys.stream().map(ApiKeyView::id).toList(), clock.instant());
        return keys.stream()
                .map(key -> key.withRights(rights.getOrDefault(key.id(), Set.of())))
                .toList();
    }

    private static String[] names(Set<Permission> scopes) {
        return scopes.stream().map(Permission::name).sorted().toArray(String[]::new);
    }

    private ApiKeyView view(ResultSet row, int n) throws SQLException {
        return new ApiKeyView(
                uuid(row, "id"),
                row.getString("name"),
                row.getString("prefix"),
                row.getString("last_four"),
                permissions.named(Arrays.asList(Rows.texts(row, "scopes"))),
                SqlTime.instant(row, "created_at"),
                SqlTime.instantOrNull(row, "expires_at"),
                SqlTime.instantOrNull(row, "revoked_at"),
                SqlTime.instantOrNull(row, "last_used_at"),
                uuid(row, "owner_id"),
                uuid(row, "parent_id"),
                Set.of());
    }
}

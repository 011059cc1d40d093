package io.peakday.identity;

import static io.peakday.identity.Rows.instant;
import static io.peakday.identity.Rows.instantOrNull;
import static io.peakday.identity.Rows.time;
import static io.peakday.identity.Rows.uuid;

import io.peakday.engines.Database;
import io.peakday.identity.Actor.ApiClient;
import io.peakday.identity.secret.Tokens;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.web.CoalescingCache;
import io.peakday.web.CoalescingCache.Fresh;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys with which other programs call: {@code Authorization: Bearer pk_…}. */
public final class ApiKeys {
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
    private final CoalescingCache<String, ApiClient> clients;
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();

    ApiKeys(Database database, InstantSource clock, IdentitySettings settings, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.audit = audit;
        this.clients = new CoalescingCache<>(MAX_CACHED, (hash, client) -> 1, clock, this::read);
    }

    /**
     * Makes a key. Nobody can give a key more than they may do themselves.
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
        Actor actor = CurrentActor.get();
        for (Permission scope : scopes) {
            if (!actor.may(scope)) {
                throw Failure.forbidden(
                        "identity.scope-too-wide",
                        "You may not give the permission " + scope + ", which you do not hold.");
            }
        }
        UUID id = Ids.next();
        String token = Tokens.create();
        String secret = MARK + token;
        return database.transact(() -> {
            database.sql()
                    .sql("""
                            insert into identity.api_key
                                   (id, name, prefix, last_four, secret_hash, scopes, created_at, expires_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .param(1, id)
                    .param(2, name.strip())
                    .param(3, secret.substring(0, 7))
                    .param(4, secret.substring(secret.length() - 4))
                    .param(5, Tokens.hash(token))
                    .param(6, names(scopes))
                    .param(7, time(now))
                    .param(8, Rows.timeOrNull(expiresAt))
                    .update();
            audit.append("api-key.created", "api-key:" + id, Map.of("scopes", names(scopes)));
            return new Created(find(id), secret);
        });
    }

    /** All keys, newest first, revoked ones too. */
    public List<ApiKeyView> list() {
        writeUsed();
        return database.sql()
                .sql("select * from identity.api_key order by created_at desc, id desc limit 1000")
                .query(ApiKeys::view)
                .list();
    }

    /** Ends the key at once on this node and within seconds on the others; false if there is none, or it was revoked. */
    public boolean revoke(UUID id) {
        return database.transact(() -> {
            Optional<byte[]> hash = database.sql()
                    .sql("""
                            update identity.api_key set revoked_at = ? where id = ? and revoked_at is null
                            returning secret_hash""")
                    .params(time(clock.instant()), id)
                    .query((row, n) -> row.getBytes(1))
                    .optional();
            hash.ifPresent(value -> {
                audit.append("api-key.revoked", "api-key:" + id, Map.of());
                database.afterCommit(() -> clients.invalidate(Tokens.key(value)));
            });
            return hash.isPresent();
        });
    }

    /** The client that this key is given to; empty if it is unknown, revoked or expired. */
    Optional<ApiClient> resolve(String secret) {
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
                database.sql().sql("""
                                update identity.api_key set last_used_at = ?
                                 where id = ? and (last_used_at is null or last_used_at < ?)""").params(time(at), id, time(at)).update();
            }
        }
    }

    private @Nullable Fresh<ApiClient> read(String key) {
        Instant now = clock.instant();
        ApiKeyView found = database.sql()
                .sql("""
                        select * from identity.api_key
                         where secret_hash = ? and revoked_at is null and (expires_at is null or expires_at > ?)""")
                .params(Tokens.ofKey(key), time(now))
                .query(ApiKeys::view)
                .optional()
                .orElse(null);
        if (found == null) {
            return null;
        }
        used.put(found.id(), now);
        Instant until = now.plus(settings.sessionCache());
        Instant end = found.expiresAt();
        return new Fresh<>(
                new ApiClient(found.id(), found.name(), found.scopes()),
                end != null && end.isBefore(until) ? end : until);
    }

    private ApiKeyView find(UUID id) {
        return database.sql()
                .sql("select * from identity.api_key where id = ?")
                .param(id)
                .query(ApiKeys::view)
                .single();
    }

    private static String[] names(Set<Permission> scopes) {
        return scopes.stream().map(Permission::name).sorted().toArray(String[]::new);
    }

    private static ApiKeyView view(ResultSet row, int n) throws SQLException {
        return new ApiKeyView(
                uuid(row, "id"),
                row.getString("name"),
                row.getString("prefix"),
                row.getString("last_four"),
                Arrays.stream(Rows.texts(row, "scopes"))
                        .map(Permission::valueOf)
                        .collect(Collectors.toSet()),
                instant(row, "created_at"),
                instantOrNull(row, "expires_at"),
                instantOrNull(row, "revoked_at"),
                instantOrNull(row, "last_used_at"));
    }
}

package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.secrets.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The devices from which owners of accounts have signed in before, by the token of a cookie. */
public final class KnownDevices {
    private final Database database;
    private final InstantSource clock;

    public KnownDevices(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** When each of this owner's was last used, the longest ago first. */
    public List<Instant> lastUsed(UUID owner) {
        return database.sql()
                .sql("select last_used_at from identity.known_device where owner_id = ? order by 1")
                .param(owner)
                .query((row, n) -> SqlTime.instant(row, "last_used_at"))
                .list();
    }

    /** No device of this owner is known any more. */
    public void forget(UUID owner) {
        database.sql()
                .sql("delete from identity.known_device where owner_id = ?")
                .param(owner)
                .update();
    }

    boolean isKnown(UUID owner, @Nullable String token) {
        return token != null
                && Tokens.isShaped(token)
                && database.sql()
                        .sql("select count(*) from identity.known_device where token_hash = ? and owner_id = ?")
                        .params(Tokens.hash(token), owner)
                        .query(Integer.class)
                        .single()
                        .equals(1);
    }

    void used(UUID owner, String token) {
        database.sql()
                .sql("""
                        insert into identity.known_device (token_hash, owner_id, last_used_at) values (?, ?, ?)
                        on conflict (token_hash) do update set last_used_at = excluded.last_used_at""")
                .params(Tokens.hash(token), owner, SqlTime.of(clock.instant()))
                .update();
    }

    /** Forgets devices whose cookie has ended. */
    void prune() {
        database.sql()
                .sql("delete from identity.known_device where last_used_at < ?")
                .param(SqlTime.of(clock.instant().minus(SessionCookies.DEVICE_AGE)))
                .update();
    }
}

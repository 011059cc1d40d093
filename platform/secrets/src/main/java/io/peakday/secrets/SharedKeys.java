package io.peakday.secrets;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** The keys of {@link Signatures}: seen, and replaced one by one. Times are the database's, which all nodes share. */
public final class SharedKeys implements RotatingKeys {
    private static final int BYTES = 32;

    private final Database database;

    public SharedKeys(Database database) {
        this.database = database;
    }

    static byte[] fresh() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    @Override
    public List<SharedKey> list() {
        return database.sql()
                .sql("""
                        select name, coalesce(rotated_at, created_at) as since,
                               case when previous_until > clock_timestamp() then previous_until end as until
                          from identity.secret order by name""")
                .query((row, n) -> {
                    return new SharedKey(
                            row.getString("name"), SqlTime.instant(row, "since"), SqlTime.instantOrNull(row, "until"));
                })
                .list();
    }

    @Override
    public Rotated rotate(String name, Duration overlap) {
        int changed = database.sql()
                .sql("""
                        update identity.secret
                           set previous = case when :seconds > 0 then key end,
                               previous_until = clock_timestamp() + make_interval(secs => :seconds),
                               key = :fresh, rotated_at = clock_timestamp()
                         where name = :name
                           and (:seconds = 0 or previous_until is null or previous_until <= clock_timestamp())""")
                .param("seconds", overlap.toSeconds())
                .param("fresh", fresh())
                .param("name", name)
                .update();
        if (changed == 1) {
            return Rotated.DONE;
        }
        return list().stream().anyMatch(key -> key.name().equals(name)) ? Rotated.STILL_OVERLAPPING : Rotated.UNKNOWN;
    }
}

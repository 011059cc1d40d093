package io.peakday.payments;

import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.secrets.RotatingKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each provider signs its webhooks with: made by the first node that needs it, the same on all, kept in the database
 * and never printed. It can be replaced while the nodes run; what was signed with the one before it counts until then, so that
 * the provider has time to take the new one. A node learns of a new one within half a minute.
 */
public final class WebhookSecrets implements RotatingKeys {
    static final String PREFIX = "webhook:";
    private static final int BYTES = 32;
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private record Known(List<byte[]> valid, long readAt) {
        boolean old() {
            return System.nanoTime() - readAt > REFRESH.toNanos();
        }
    }

    private final Database database;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public WebhookSecrets(Database database) {
        this.database = database;
    }

    /** The one that signs. */
    public byte[] of(String provider) {
        return valid(provider).getFirst();
    }

    /** Those that may have signed, the present one first. */
    List<byte[]> valid(String provider) {
        return known.compute(provider, (name, now) -> now == null || now.old() ? load(name) : now).valid().stream()
                .map(byte[]::clone)
                .toList();
    }

    @Override
    public List<SharedKey> list() {
        return database.sql()
                .sql("""
                        select provider, coalesce(rotated_at, created_at) as since,
                               case when previous_until > clock_timestamp() then previous_until end as until
                          from payments.webhook_secret order by provider""")
                .query((row, n) -> {
                    return new SharedKey(
                            PREFIX + row.getString("provider"),
                            SqlTime.instant(row, "since"),
                            SqlTime.instantOrNull(row, "until"));
                })
                .list();
    }

    @Override
    public Rotated rotate(String name, Duration overlap) {
        if (!name.startsWith(PREFIX)) {
            return Rotated.UNKNOWN;
        }
        String provider = name.substring(PREFIX.length());
        int changed = database.sql()
                .sql("""
                        update payments.webhook_secret
                           set previous = case when :seconds > 0 then secret end,
                               previous_until = clock_timestamp() + make_interval(secs => :seconds),
                               secret = :fresh, rotated_at = clock_timestamp()
                         where provider = :provider
                           and (:seconds = 0 or previous_until is null or previous_until <= clock_timestamp())""")
                .param("seconds", overlap.toSeconds())
                .param("fresh", fresh())
                .param("provider", provider)
                .update();
        known.remove(provider);
        if (changed == 1) {
            return Rotated.DONE;
        }
        return list().stream().anyMatch(key -> key.name().equals(name)) ? Rotated.STILL_OVERLAPPING : Rotated.UNKNOWN;
    }

    private Known load(String provider) {
        database.sql()
                .sql("insert into payments.webhook_secret (provider, secret) values (?, ?) on conflict do nothing")
                .params(provider, fresh())
                .update();
        List<byte[]> valid = database.sql()
                .sql("""
                        select secret, case when previous_until > clock_timestamp() then previous end as former
                          from payments.webhook_secret where provider = ?""")
                .param(provider)
                .query((row, n) -> {
                    List<byte[]> both = new ArrayList<>(List.of(row.getBytes(1)));
                    byte[] former = row.getBytes(2);
                    if (former != null) {
                        both.add(former);
                    }
                    return both;
                })
                .single();
        return new Known(valid, System.nanoTime());
    }

    private static byte[] fresh() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}

package io.peakday.customers.bench;

import io.peakday.engines.Database;
import io.peakday.engines.Engines;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SessionTokens;
import io.peakday.identity.bench.SessionRows;
import io.peakday.kernel.ProgramClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Customers with open sessions. They are written into the drill's own database, for a sign-up costs a tenth of a second of
 * processor by design; their sessions are like any other. All of a buyer follows from the seed and a number, so that nothing
 * has to be remembered of a million of them.
 */
public final class Buyers {
    private static final int BATCH = 10_000;

    private final long seed;
    private final int count;
    private final SessionRows sessions;

    private Buyers(long seed, int count, SessionRows sessions) {
        this.seed = seed;
        this.count = count;
        this.sessions = sessions;
    }

    /** Makes so many, in a store's database. */
    public static Buyers create(long seed, int count, Engines engines) {
        Database database = engines.database();
        Buyers buyers = new Buyers(seed, count, new SessionRows(new SessionTokens(database)));
        buyers.write(database);
        Database owner = engines.owner().database();
        SessionRows.analyze(owner);
        owner.sql().sql("analyze identity.customer").update();
        return buyers;
    }

    public int count() {
        return count;
    }

    /** The customer's id. */
    public UUID id(int buyer) {
        ByteBuffer bytes = ByteBuffer.wrap(digest("customer", buyer));
        // Version and variant of a random UUID, RFC 9562.
        return new UUID(
                (bytes.getLong() & 0xffffffffffff0fffL) | 0x4000L,
                (bytes.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }

    /** The header by which the buyer's browser says whose session it is. */
    public String cookie(int buyer) {
        return "Cookie: " + SessionCookies.CUSTOMER + "=" + token(buyer);
    }

    private void write(Database database) {
        OffsetDateTime now = ProgramClock.instance().instant().atOffset(ZoneOffset.UTC);
        for (int from = 0; from < count; from += BATCH) {
            int to = Math.min(count, from + BATCH);
            UUID[] ids = new UUID[to - from];
            String[] tokens = new String[to - from];
            for (int buyer = from; buyer < to; buyer++) {
                ids[buyer - from] = id(buyer);
                tokens[buyer - from] = token(buyer);
            }
            database.transact(() -> database.connection(tx -> {
                try (PreparedStatement customers = tx.prepareStatement("""
                                insert into identity.customer (id, email, email_key, name, verified_at, created_at)
                                select id, id || '@buyers.example', id || '@buyers.example', 'Buyer', ?, ?
                                from unnest(?::uuid[]) as b (id)""")) {
                    customers.setObject(1, now);
                    customers.setObject(2, now);
                    customers.setArray(3, tx.createArrayOf("uuid", ids));
                    int written = customers.executeUpdate();
                    sessions.write(tx, ids, tokens, now);
                    return written;
                }
            }));
        }
    }

    private String token(int buyer) {
        return sessions.token(id(buyer), digest("session", buyer));
    }

    private byte[] digest(String what, int buyer) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(ByteBuffer.allocate(32)
                            .putLong(seed)
                            .putInt(buyer)
                            .put(what.getBytes(StandardCharsets.US_ASCII))
                            .array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.peakday.identity.bench;

import io.peakday.engines.Database;
import io.peakday.engines.Engines;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SessionTokens;
import io.peakday.identity.secret.Tokens;
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
    private final SessionTokens tokens;

    private Buyers(long seed, int count, SessionTokens tokens) {
        this.seed = seed;
        this.count = count;
        this.tokens = tokens;
    }

    /** Makes so many, in a store's database. */
    public static Buyers create(long seed, int count, Engines engines) {
        Database database = engines.database();
        Buyers buyers = new Buyers(seed, count, new SessionTokens(database));
        buyers.write(database);
        engines.owner()
                .database()
                .sql()
                .sql("analyze identity.session, identity.customer")
                .update();
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
            byte[][] hashes = new byte[to - from][];
            for (int buyer = from; buyer < to; buyer++) {
                ids[buyer - from] = id(buyer);
                hashes[buyer - from] = Tokens.hash(token(buyer));
            }
            database.transact(() -> database.connection(tx -> {
                try (PreparedStatement customers = tx.prepareStatement("""
                                insert into identity.customer (id, email, email_key, name, verified_at, created_at)
                                select id, id || '@buyers.example', id || '@buyers.example', 'Buyer', ?, ?
                                from unnest(?::uuid[]) as b (id)""");
                        PreparedStatement sessions = tx.prepareStatement("""
                                insert into identity.session (id, token_hash, kind, owner_id, device, address, created_at,
                                                              last_seen_at, expires_at)
                                select gen_random_uuid(), hash, 'customer', id, 'Drill', '127.0.0.1', ?, ?, ?
                                from unnest(?::uuid[], ?::bytea[]) as b (id, hash)""")) {
                    customers.setObject(1, now);
                    customers.setObject(2, now);
                    customers.setArray(3, tx.createArrayOf("uuid", ids));
                    customers.executeUpdate();
                    sessions.setObject(1, now);
                    sessions.setObject(2, now);
                    sessions.setObject(3, now.plusDays(1));
                    sessions.setArray(4, tx.createArrayOf("uuid", ids));
                    sessions.setArray(5, tx.createArrayOf("bytea", hashes));
                    return sessions.executeUpdate();
                }
            }));
        }
    }

    private String token(int buyer) {
        return tokens.create(SessionKind.CUSTOMER, id(buyer), digest("session", buyer));
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

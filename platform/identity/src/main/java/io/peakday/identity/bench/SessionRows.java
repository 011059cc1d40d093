package io.peakday.identity.bench;

import io.peakday.engines.Database;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SessionTokens;
import io.peakday.secrets.Tokens;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Open sessions of customers, written as rows: a drill has no time for a million sign-ins. */
public final class SessionRows {
    private final SessionTokens tokens;

    public SessionRows(SessionTokens tokens) {
        this.tokens = tokens;
    }

    /** The token of a customer's session, which follows from the seed. */
    public String token(UUID customer, byte[] seed) {
        return tokens.create(SessionKind.CUSTOMER, customer, seed);
    }

    /** Lets the planner know of the rows, as autovacuum would after a while. */
    public static void analyze(Database owner) {
        owner.sql().sql("analyze identity.session").update();
    }

    /** A session for each of these customers, by the token of the same place. */
    public void write(Connection tx, UUID[] customers, String[] tokensOfThem, OffsetDateTime now) throws SQLException {
        byte[][] hashes = new byte[customers.length][];
        for (int i = 0; i < customers.length; i++) {
            hashes[i] = Tokens.hash(tokensOfThem[i]);
        }
        try (PreparedStatement sessions = tx.prepareStatement("""
                        insert into identity.session (id, token_hash, kind, owner_id, device, address, created_at,
                                                      last_seen_at, expires_at)
                        select gen_random_uuid(), hash, 'customer', id, 'Drill', '127.0.0.1', ?, ?, ?
                        from unnest(?::uuid[], ?::bytea[]) as b (id, hash)""")) {
            sessions.setObject(1, now);
            sessions.setObject(2, now);
            sessions.setObject(3, now.plusDays(1));
            sessions.setArray(4, tx.createArrayOf("uuid", customers));
            sessions.setArray(5, tx.createArrayOf("bytea", hashes));
            sessions.executeUpdate();
        }
    }
}

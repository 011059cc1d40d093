package io.peakday.audit;

import io.peakday.engines.SqlTime;
import io.peakday.identity.Rows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit log and what is computed over it.
 *
 * @param seq its place in the chain; 0 while it is not sealed
 * @param entry the id under which it was appended; null in rows from before the chain had a key
 * @param keyId of the key that signed it, and the chain up to it; null in rows from before
 * @param mac of whoever appended it, over everything but its place
 * @param hash of the chain up to it; empty while it is not sealed
 */
@SuppressWarnings("ArrayRecordComponent") // a row on its way through; never compared
record AuditRow(
        long seq,
        Instant at,
        String actor,
        String action,
        String subject,
        String detail,
        @Nullable UUID entry,
        @Nullable String keyId,
        byte[] mac,
        byte[] hash) {
    static final String PURPOSE = "audit-entry";
    static final String CHAIN = "audit-chain";

    /** Each part with its length before it, so that no two rows have the same bytes. */
    byte[] canonical() {
        List<byte[]> parts = Stream.of(actor, action, subject, detail)
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + size)
                .putLong(Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000));
        parts.forEach(part -> out.putInt(part.length).put(part));
        return out.array();
    }

    /** As the chain had it before it had a key: the previous hash, the place and the content. */
    byte[] plainHash(byte[] previous) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            digest.update(bytes(seq));
            return digest.digest(canonical());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static AuditRow read(ResultSet row) throws SQLException {
        byte[] mac = row.getBytes("mac");
        return new AuditRow(
                row.getLong("seq"),
                SqlTime.instant(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                Rows.uuid(row, "entry_id"),
                row.getString("key_id"),
                mac == null ? new byte[0] : mac,
                row.getBytes("hash"));
    }
}

package io.peakday.waiting;

import io.peakday.engines.SqlTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A room as the database had it.
 *
 * @param lots of its seed
 * @param pointer how far it has let people in
 * @param now the database's clock then
 */
record RoomRow(
        UUID id,
        Instant opensAt,
        Instant closesAt,
        int difficulty,
        boolean paused,
        @Nullable Instant closedAt,
        Lots lots,
        boolean frozen,
        long early,
        Pointer pointer,
        long gaps,
        Instant now) {

    /** Reads a row of {@code select *, clock_timestamp() as now from waiting.room}. */
    static RoomRow of(ResultSet row) throws SQLException {
        return new RoomRow(
                row.getObject("id", UUID.class),
                SqlTime.instant(row, "opens_at"),
                SqlTime.instant(row, "closes_at"),
                row.getInt("difficulty"),
                row.getBoolean("paused"),
                SqlTime.instantOrNull(row, "closed_at"),
                new Lots(row.getBytes("seed")),
                row.getBoolean("frozen"),
                row.getLong("early"),
                new Pointer(
                        row.getLong("issued"),
                        row.getLong("served"),
                        row.getDouble("credit"),
                        row.getDouble("rate"),
                        row.getInt("burst"),
                        SqlTime.instant(row, "advanced_at")),
                row.getLong("gaps"),
                SqlTime.instant(row, "now"));
    }

    boolean closedAt(Instant time) {
        return closedAt != null || !time.isBefore(closesAt);
    }

    RoomRow with(Pointer moved) {
        return new RoomRow(id, opensAt, closesAt, difficulty, paused, closedAt, lots, frozen, early, moved, gaps, now);
    }

    WaitingRoom view() {
        return new WaitingRoom(
                id,
                opensAt,
                closesAt,
                pointer.rate(),
                pointer.burst(),
                difficulty,
                paused,
                closedAt,
                early,
                pointer.issued(),
                pointer.served(),
                pointer.issued() - pointer.served(),
                HexFormat.of().formatHex(sha256(lots.seed())),
                frozen ? HexFormat.of().formatHex(lots.seed()) : null);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

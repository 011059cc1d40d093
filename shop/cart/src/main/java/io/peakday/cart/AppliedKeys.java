package io.peakday.cart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one group's edits: which were applied before, and which are now. Read and written in the transaction of the
 * edits, under the locks of their carts, so a key and its effect are one; that is cheaper and stricter than storing replies.
 */
final class AppliedKeys {
    private record Key(UUID cartId, UUID key) {}

    private record Work(UUID variantId, int quantity) {}

    private final Map<Key, Work> applied = new HashMap<>();
    private final List<Edit> fresh = new ArrayList<>();

    private AppliedKeys() {}

    /** What is known of the keys of these edits; their carts must be locked. */
    static AppliedKeys read(Connection tx, List<Edit> edits) throws SQLException {
        AppliedKeys keys = new AppliedKeys();
        List<Edit> keyed = edits.stream().filter(edit -> edit.key() != null).toList();
        if (keyed.isEmpty()) {
            return keys;
        }
        try (PreparedStatement select = tx.prepareStatement("""
                select cart_id, key, variant_id, quantity
                from cart.applied join unnest(?::uuid[], ?::uuid[]) as k (cart_id, key) using (cart_id, key)""")) {
            select.setArray(1, Tables.uuids(tx, keyed.stream().map(Edit::cartId).toList()));
            select.setArray(
                    2, Tables.array(tx, "uuid", keyed.stream().map(Edit::key).toList()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.applied.put(
                            new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                            new Work(row.getObject(3, UUID.class), row.getInt(4)));
                }
            }
        }
        return keys;
    }

    /** {@code null} if the edit is to be done; else the answer to an edit whose key was used before. */
    @Nullable
    Answer before(Edit edit, CartEditor editor) {
        UUID key = edit.key();
        Work work = key == null ? null : applied.get(new Key(edit.cartId(), key));
        if (work == null) {
            return null;
        }
        return work.equals(new Work(edit.variantId(), edit.quantity())) ? editor.repeated(edit) : Answer.KEY_REUSED;
    }

    void done(Edit edit, Answer answer) {
        UUID key = edit.key();
        if (key != null && answer.outcome() instanceof EditOutcome.Edited) {
            applied.put(new Key(edit.cartId(), key), new Work(edit.variantId(), edit.quantity()));
            fresh.add(edit);
        }
    }

    void write(Connection tx, LocalDate today) throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into cart.applied (cart_id, key, variant_id, quantity, applied_on)
                select cart_id, key, variant_id, quantity, ?
                from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::int[]) as k (cart_id, key, variant_id, quantity)""")) {
            insert.setObject(1, today);
            insert.setArray(2, Tables.uuids(tx, fresh.stream().map(Edit::cartId).toList()));
            insert.setArray(
                    3, Tables.array(tx, "uuid", fresh.stream().map(Edit::key).toList()));
            insert.setArray(
                    4, Tables.uuids(tx, fresh.stream().map(Edit::variantId).toList()));
            insert.setArray(
                    5,
                    Tables.array(tx, "int4", fresh.stream().map(Edit::quantity).toList()));
            insert.executeUpdate();
        }
    }
}

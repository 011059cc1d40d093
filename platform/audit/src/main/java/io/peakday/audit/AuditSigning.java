package io.peakday.audit;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** What the keys of the audit log sign: rows as they are appended, the chain, its head, and statements about it. */
final class AuditSigning {
    private final AuditKeys keys;

    AuditSigning(AuditKeys keys) {
        this.keys = keys;
    }

    String active() {
        return keys.active();
    }

    /** The ids of all keys. */
    Object[] known() {
        return keys.ids().toArray();
    }

    void reload() {
        keys.reload();
    }

    boolean knows(String keyId) {
        return keys.knows(keyId);
    }

    /** A row to be appended, signed. */
    AuditRow entry(UUID id, Instant at, String actor, String action, String subject, String detail) {
        AuditRow bare =
                new AuditRow(0, at, actor, action, subject, detail, id, keys.active(), new byte[0], new byte[0]);
        return new AuditRow(
                0, at, actor, action, subject, detail, id, bare.keyId(), entryMac(bare, keys.active()), new byte[0]);
    }

    /** Whether whoever appended it had the key, and nothing was changed since; its key must be known. */
    boolean isAsAppended(AuditRow row) {
        return row.entry() != null
                && MessageDigest.isEqual(row.mac(), entryMac(row, Objects.requireNonNull(row.keyId())));
    }

    /** The chain's hash up to this row. */
    byte[] chain(String keyId, byte[] previous, AuditRow row) {
        return keys.mac(keyId, AuditRow.CHAIN, previous, AuditRow.bytes(row.seq()), row.canonical(), row.mac());
    }

    byte[] head(String keyId, long seq, byte[] hash) {
        return keys.mac(keyId, "audit-head", AuditRow.bytes(seq), hash);
    }

    byte[] mark(String keyId, String kind, long seq, byte[] hash, Instant at) {
        return keys.mac(
                keyId,
                "audit-mark-" + kind,
                AuditRow.bytes(seq),
                hash,
                AuditRow.bytes(at.getEpochSecond()),
                AuditRow.bytes(at.getNano()));
    }

    /** Distinguishes who came from where without keeping where: the same address gives the same word, under the same key. */
    String pseudonym(String address) {
        byte[] mac =
                keys.mac(keys.active(), "audit-address", address.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return "net-" + java.util.HexFormat.of().formatHex(mac, 0, 8);
    }

    private byte[] entryMac(AuditRow row, String keyId) {
        return keys.mac(keyId, AuditRow.PURPOSE, AuditRow.bytes(Objects.requireNonNull(row.entry())), row.canonical());
    }
}

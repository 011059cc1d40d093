package io.peakday.access.factor;

import io.peakday.audit.AuditKeys;
import io.peakday.kernel.AesGcm;
import io.peakday.kernel.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the secrets of second factors: sealed with AES-256-GCM, or only as a keyed hash. The keys are derived from those that lie
 * outside of the database ({@link AuditKeys}: one key for each purpose, by HMAC as a pseudorandom function), so that who has only
 * the database, or a copy of it, learns nothing. What is sealed names its key; a key that was replaced opens what it sealed.
 *
 * <p>What is sealed, and each hash, is bound to whose it is: moved to somebody else's row it is worth nothing.
 */
public final class FactorKeys {
    private static final String SEAL = "second-factor.seal";
    private static final String HASH = "second-factor.recovery";

    private final AuditKeys keys;

    public FactorKeys(AuditKeys keys) {
        this.keys = keys;
    }

    /** @param context whose it is and what for; the same is needed to open it */
    public byte[] seal(byte[] secret, String context) {
        String id = keys.active();
        byte[] name = id.getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = AesGcm.seal(keys.mac(id, SEAL), bound(context), secret);
        return ByteBuffer.allocate(1 + name.length + sealed.length)
                .put((byte) name.length)
                .put(name)
                .put(sealed)
                .array();
    }

    /** @throws Failure {@code identity.factor-key-missing} if it was sealed with a key that is not here, or was changed or moved */
    public byte[] open(byte[] sealed, String context) {
        int named = sealed.length == 0 ? 0 : sealed[0];
        if (named < 1 || sealed.length <= 1 + named) {
            throw missing();
        }
        String id = new String(sealed, 1, named, StandardCharsets.US_ASCII);
        if (!keys.knows(id)) {
            throw missing();
        }
        byte[] kept = Arrays.copyOfRange(sealed, 1 + named, sealed.length);
        return AesGcm.open(keys.mac(id, SEAL), bound(context), kept).orElseThrow(FactorKeys::missing);
    }

    /** The hash by which a recovery code is kept. */
    public byte[] hash(String code, String context) {
        return hash(keys.active(), code, context);
    }

    /** The hashes by which a recovery code may have been kept: one for each key that is not forgotten. */
    public List<byte[]> hashes(String code, String context) {
        return keys.ids().stream().map(id -> hash(id, code, context)).toList();
    }

    private byte[] hash(String id, String code, String context) {
        return keys.mac(id, HASH, bound(context), RecoveryCodes.canonical(code).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bound(String context) {
        return context.getBytes(StandardCharsets.UTF_8);
    }

    private static Failure missing() {
        return Failure.conflict(
                "identity.factor-key-missing",
                "This second factor was kept with a key that this node does not have. Use another factor or a recovery code, or"
                        + " have an owner remove it.");
    }
}

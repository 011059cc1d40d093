package io.peakday.idempotency;

import io.peakday.kernel.AesGcm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * One request under an idempotency key.
 *
 * <p>The table must not become a place where secrets lie about: replies hold session cookies and freshly made API keys.
 * So a row is found by a hash of caller and key, and its reply is sealed (AES-256-GCM) under another hash of both. Only
 * who repeats the request with its key can open the reply.
 *
 * @param id finds the row
 * @param secret seals the reply
 * @param fingerprint of method, address and body: the same key for something else is a mistake
 * @param holder this execution; whoever takes the key over later is another
 */
@SuppressWarnings("ArrayRecordComponent")
record Ticket(byte[] id, byte[] secret, byte[] fingerprint, UUID holder) {
    private static final byte[] UNBOUND = {};

    static Ticket of(String caller, String key, byte[] fingerprint) {
        return new Ticket(hash("id", caller, key), hash("reply", caller, key), fingerprint, UUID.randomUUID());
    }

    byte[] seal(byte[] reply) {
        return AesGcm.seal(secret, UNBOUND, reply);
    }

    byte[] open(byte[] sealed) {
        return AesGcm.open(secret, UNBOUND, sealed)
                .orElseThrow(
                        () -> new IllegalStateException("a stored reply cannot be opened with the key that found it"));
    }

    /** SHA-256 over the parts, each ended by a NUL, which none of them can hold. */
    static byte[] hash(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

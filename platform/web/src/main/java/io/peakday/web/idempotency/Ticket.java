package io.peakday.web.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

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
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    static Ticket of(String caller, String key, byte[] fingerprint) {
        return new Ticket(hash("id", caller, key), hash("reply", caller, key), fingerprint, UUID.randomUUID());
    }

    byte[] seal(byte[] reply) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(reply);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] open(byte[] sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE))
                    .doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored reply cannot be opened with the key that found it", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
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

package io.peakday.kernel;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Authenticated encryption: AES in Galois/Counter Mode (NIST SP 800-38D) with a nonce of 96 bits and a tag of 128. What is sealed is the
 * nonce, the cipher text and the tag, in this order.
 */
public final class AesGcm {
    public static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** To find the algorithm among the providers costs more than to encrypt a few hundred bytes. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(AesGcm::cipher);

    private AesGcm() {}

    /**
     * Seals under a random nonce.
     *
     * @param key 16, 24 or 32 bytes; at most 2^32 texts may be sealed with one
     * @param bound what is authenticated with the text and not kept with it: who opens it must know it
     */
    public static byte[] seal(byte[] key, byte[] bound, byte[] text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return seal(CIPHERS.get(), key, nonce, bound, text);
    }

    /** Seals under a given nonce, which must never be used with this key for another text; for the same text it may, and gives the same. */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] bound, byte[] text) {
        // One that was used refuses the nonce that it had last, whatever the text.
        return seal(cipher(), key, nonce, bound, text);
    }

    private static byte[] seal(Cipher cipher, byte[] key, byte[] nonce, byte[] bound, byte[] text) {
        try {
            byte[] hidden =
                    prepared(cipher, Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(text);
            return ByteBuffer.allocate(nonce.length + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text; empty if it was not sealed with this key for what is bound, or was changed. */
    public static Optional<byte[]> open(byte[] key, byte[] bound, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return Optional.of(prepared(CIPHERS.get(), Cipher.DECRYPT_MODE, key, nonce, bound)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher prepared(Cipher cipher, int mode, byte[] key, byte[] nonce, byte[] bound)
            throws GeneralSecurityException {
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }
}

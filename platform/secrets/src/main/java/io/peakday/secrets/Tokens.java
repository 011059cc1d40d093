package io.peakday.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Random tokens of 256 bits. What is stored is their SHA-256: a token that cannot be guessed needs no slow hash, and a
 * thief of the table gains nothing from it. Comparison happens by look-up of the hash, which reveals nothing
 * about the token to an attacker's stopwatch.
 */
public final class Tokens {
    /** Copied for each use: cheaper than looking for the provider every time. */
    private static final MessageDigest SHA_256 = sha256();

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int CHARS = 43;

    private Tokens() {}

    /** 43 characters of base64url. */
    public static String create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether this can be a token at all, so that rubbish costs no query. */
    public static boolean isShaped(String text) {
        return text.length() == CHARS
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
    }

    /** The hash as the key of a map. */
    public static String key(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** The hash that {@link #key} was made of. */
    public static byte[] ofKey(String key) {
        return HexFormat.of().parseHex(key);
    }

    public static byte[] hash(String token) {
        try {
            return ((MessageDigest) SHA_256.clone()).digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.peakday.access.factor;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes by time (RFC 6238 over RFC 4226): HMAC-SHA-1, six digits, thirty seconds, which is what every authenticator app can do.
 * The clock of a phone may be off by one step either way.
 *
 * <p>A code says which step it is of. Whoever accepts one must remember that step and accept no code of it or of an earlier one
 * again; with the step before it, a code can be used once.
 */
public final class Totp {
    /** As long as HMAC-SHA-1's output (RFC 4226, section 4). */
    public static final int SECRET_BYTES = 20;

    static final int DIGITS = 6;
    private static final int STEP_SECONDS = 30;
    private static final int STEPS_OFF = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    public static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** The secret as a person types it into an app. */
    public static String text(byte[] secret) {
        return Base32.encode(secret);
    }

    /** The step of this moment. */
    public static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /** What an app shows during this step. */
    public static String code(byte[] secret, long step) {
        return hotp(secret, step, DIGITS);
    }

    /**
     * The step that this is the code of, among those that count now; empty if there is none.
     *
     * @param typed spaces between the digits do not matter
     * @param after the last step that was used: it and what was before it count no more
     */
    public static OptionalLong match(byte[] secret, String typed, Instant now, long after) {
        byte[] given = typed.replace(" ", "").getBytes(StandardCharsets.UTF_8);
        long middle = step(now);
        OptionalLong found = OptionalLong.empty();
        // All of them, whichever is right: the time taken says nothing.
        for (long step = middle - STEPS_OFF; step <= middle + STEPS_OFF; step++) {
            byte[] right = code(secret, step).getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(right, given) && step > after && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** What the picture for an app says (the Key URI format that Google Authenticator began). */
    public static String uri(String issuer, String account, byte[] secret) {
        return "otpauth://totp/" + encoded(issuer) + ':' + encoded(account) + "?secret=" + text(secret) + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP_SECONDS;
    }

    /** RFC 4226, section 5.3. */
    static String hotp(byte[] secret, long counter, int digits) {
        byte[] hash;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
        String text = String.valueOf(number % (int) Math.pow(10, digits));
        return "0".repeat(digits - text.length()) + text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

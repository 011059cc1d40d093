package io.peakday.payments;

import io.peakday.kernel.Failure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook: HMAC-SHA256 (RFC 2104) over {@code <unix seconds>.<body>}, so that neither the body nor its
 * time can be changed, and an old message cannot be played again.
 */
public final class WebhookSignature {
    public static final String HEADER = "Peakday-Signature";

    private static final Pattern FORM = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");

    private WebhookSignature() {}

    public static String sign(byte[] secret, Instant at, String body) {
        return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac(secret, at.getEpochSecond(), body));
    }

    /**
     * @param secrets of which one has signed; two while a secret is changed
     * @param tolerance how far the signature's time may lie from now, either way
     * @throws Failure {@code payments.bad-signature}, forbidden, without saying what was wrong with it
     */
    static void verify(List<byte[]> secrets, String signature, String body, Instant now, Duration tolerance) {
        Matcher form = FORM.matcher(signature);
        if (form.matches()) {
            long at = Long.parseLong(form.group(1));
            byte[] given = HexFormat.of().parseHex(form.group(2));
            boolean fresh = Math.abs(now.getEpochSecond() - at) <= tolerance.toSeconds();
            // Compared in constant time, with each, and before the age is judged, so that timing reveals nothing.
            boolean signed = false;
            for (byte[] secret : secrets) {
                signed |= MessageDigest.isEqual(mac(secret, at, body), given);
            }
            if (signed && fresh) {
                return;
            }
        }
        throw Failure.forbidden("payments.bad-signature", "This webhook is not signed as it should be, or too old.");
    }

    private static byte[] mac(byte[] secret, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}

package io.peakday.engines;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PasswordUtil;

/** What PostgreSQL keeps of a password: {@code SCRAM-SHA-256$iterations:salt$stored-key:server-key}. */
final class ScramHash {
    /** As many as we make ourselves: whoever sets a role's password must not be able to keep a start busy. */
    private static final int ITERATIONS = 4096;

    private static final Pattern FORM =
            Pattern.compile("SCRAM-SHA-256\\$" + ITERATIONS + ":([A-Za-z0-9+/=]{1,100})\\$.*");

    private ScramHash() {}

    static String of(String password) {
        return PasswordUtil.encodeScramSha256(password.toCharArray());
    }

    /** Whether {@link #of} could have made it of this password. */
    static boolean isOf(String password, String hash) {
        Matcher form = FORM.matcher(hash);
        if (!form.matches()) {
            return false;
        }
        byte[] salt;
        try {
            salt = Base64.getDecoder().decode(form.group(1));
        } catch (IllegalArgumentException e) {
            return false;
        }
        String again = PasswordUtil.encodeScramSha256(password.toCharArray(), ITERATIONS, salt);
        return MessageDigest.isEqual(again.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8));
    }
}

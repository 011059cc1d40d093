package io.peakday.cli.recorded;

import io.peakday.access.factor.Totp;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An authenticator app on the console's pages and at the API. */
final class Authenticator {
    private static final String SECURITY = "/console/account/security";
    private static final Pattern KEY = Pattern.compile("data-secret>([A-Z2-7 ]+)<");
    private static final Pattern SETUP = Pattern.compile("name=\"setup\" value=\"([^\"]*)\"");
    private static final Pattern RECOVERY_CODE = Pattern.compile("\\b(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}\\b");

    private final String key;

    /** @param key as it is typed into an app */
    Authenticator(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** Enrolment: the app, and the first of the recovery codes. */
    record Enrolled(Authenticator app, String recoveryCode) {}

    /** Signs the member in and sets an app up for them. */
    static Enrolled enrol(Client member, String email, String password) {
        member.submit("/console/sign-in", Map.of("email", email, "password", password));
        member.submit(SECURITY + "/confirm", Map.of("password", password));
        String page = member.submit(SECURITY + "/app", Map.of());
        Authenticator app = new Authenticator(found(KEY, page).replace(" ", ""));
        String done = member.submit(SECURITY + "/app/confirm", Map.of("setup", found(SETUP, page), "code", app.code()));
        Matcher code = RECOVERY_CODE.matcher(done.substring(done.indexOf("data-codes")));
        if (!code.find()) {
            throw new IllegalStateException("the page shows no recovery codes");
        }
        return new Enrolled(app, code.group());
    }

    /** Signs a member in, by password and second factor. */
    static void signIn(Client member, String email, String password, String secondStep) {
        Client.Answer first = member.send(
                "POST", "/api/v1/admin/session", Customer.json("email", email, "password", password), Map.of());
        JsonNode problem = first.json();
        if (!problem.path("code").asString().equals("identity.second-factor-needed")) {
            throw new IllegalStateException("no second factor was asked for: " + first);
        }
        member.post("/api/v1/admin/session/second-factor", secondStep);
    }

    /** What the app shows now. */
    String code() {
        return Totp.code(secret(), Totp.step(Instant.now()));
    }

    private byte[] secret() {
        BigInteger number = BigInteger.ZERO;
        for (char letter : key.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
        }
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[Totp.SECRET_BYTES + bytes.length];
        System.arraycopy(bytes, 0, padded, Totp.SECRET_BYTES, bytes.length);
        return Arrays.copyOfRange(padded, padded.length - Totp.SECRET_BYTES, padded.length);
    }

    private static String found(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in the page");
        }
        return found.group(1);
    }
}

package io.peakday.kernel;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts that are shown, printed or logged: the one place that knows what a secret looks like.
 *
 * <p>Three things give a secret away, and each is enough. The <i>name</i> before it: a field of JSON or a parameter of an
 * address that is called token, password, code … The <i>mark</i> at its beginning: {@code pk_} of API keys, {@code tok_} of
 * cards, {@code Bearer}. Its <i>shape</i>: forty and more characters of base64url with capitals, small letters and digits
 * mixed, as random bytes are written and hardly anything else is. So a token is found where nobody foresaw it (in the message
 * of an exception, in a JSON text within a JSON text), at the price of masking now and then what was none.
 *
 * <p>Hexadecimal digests, UUIDs and trace ids are no secrets and stay. A text is read once from left to right for each rule;
 * no rule backtracks.
 */
public final class Secrets {
    /** What is shown in place of a secret. */
    public static final String MASK = "•••";

    /** Ends of the names that secrets are given, in fields and parameters. */
    private static final String NAME = "(?:token|secret|password|passwd|passphrase|signature|access_?code|access-code"
            + "|api[_-]?key|recovery_?code|otp|resetlink|verificationlink|changelink|undolink|authorization|cookie|cvc"
            + "|credential)s?+";

    private static final String EQUALS = "(?:=3D|=|%3D|\\\\u003d)";
    private static final String VALUE = "[^\\s&\"'<>\\\\,;)\\]}]++";

    private static final List<Rule> RULES = List.of(
            // "resetLink":"…"
            named("(?i)(" + NAME + "\"\\s*+:\\s*+\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+"),
            // \"resetLink\":\"…\", JSON that is itself a text in JSON
            named("(?i)(" + NAME
                    + "\\\\{1,7}+\"\\s*+:\\s*+\\\\{1,7}+\")[^\"\\\\]*+(?:\\\\(?!\\\\{0,7}+\")[^\"\\\\]*+)*+"),
            // resetLink=…, X-Amz-Signature=…, token%3D…; a short name only where it is a parameter of an address
            named("(?i)(" + NAME + EQUALS + ")" + VALUE),
            named("(?i)((?:[?&;#]|%3F|%26)(?:code|sig|key|ticket)" + EQUALS + ")" + VALUE),
            named("(?i)(\\b(?:bearer|basic)\\s++)[A-Za-z0-9._~+/=-]{8,}+"),
            named("(\\b(?:pk_|tok_|whsec_))[A-Za-z0-9_-]{6,}+"),
            new Rule(
                    Pattern.compile(
                            "(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*?[A-Z])(?=[A-Za-z0-9_-]*?[a-z])(?=[A-Za-z0-9_-]*?[0-9])"
                                    + "[A-Za-z0-9_-]{40,}+"),
                    false));

    /** @param named whether the first group is kept */
    private record Rule(Pattern pattern, boolean named) {
        String apply(String text) {
            return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(mask(found)));
        }

        private String mask(MatchResult found) {
            return named ? found.group(1) + MASK : MASK;
        }
    }

    private Secrets() {}

    /** The text with {@link #MASK} in place of every secret; a text without any comes back as it is. */
    public static String masked(String text) {
        String masked = text;
        for (Rule rule : RULES) {
            masked = rule.apply(masked);
        }
        return masked;
    }

    private static Rule named(String regex) {
        return new Rule(Pattern.compile(regex), true);
    }
}

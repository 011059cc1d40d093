package io.peakday.apidocs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error that an operation may answer, as its method's Javadoc says: <code>&#64;throws Failure {&#64;code cart.full} (409) if the
 * cart holds as many lines as a cart may</code>.
 *
 * @param code the stable code of the problem; with a star at its end, all codes that begin so
 * @param status the HTTP status
 * @param when a phrase in Markdown that goes on after the code: "if …"
 */
record DocumentedProblem(String code, int status, String when) {
    private static final Pattern WRITTEN =
            Pattern.compile("`([a-z0-9.-]+\\*?)` \\(([1-5][0-9]{2})\\) (\\S.*)", Pattern.DOTALL);

    /** Empty if the text is not of that form. */
    static Optional<DocumentedProblem> read(String markdown) {
        Matcher written = WRITTEN.matcher(markdown);
        return written.matches()
                ? Optional.of(new DocumentedProblem(
                        written.group(1), Integer.parseInt(written.group(2)), withoutStop(written.group(3))))
                : Optional.empty();
    }

    private static String withoutStop(String phrase) {
        String text = phrase.strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}

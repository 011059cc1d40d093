package io.peakday.feeds;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code field ~ expression}: whether the field's text contains a match, whatever its case; or {@code field}: has one. */
record Condition(String field, Pattern expression) {
    @SuppressWarnings("BareDotMetacharacter") // any character: that there is one
    private static final Pattern ANY = Pattern.compile(".", Pattern.DOTALL);

    /** @throws IllegalArgumentException with a sentence saying what is wrong */
    static Condition of(String source) {
        int tilde = source.indexOf('~');
        if (tilde < 0) {
            return new Condition(source.strip(), ANY);
        }
        try {
            Pattern expression = Pattern.compile(
                    source.substring(tilde + 1).strip(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            return new Condition(source.substring(0, tilde).strip(), expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
        }
    }

    boolean holds(SourceRow row) {
        return expression.matcher(row.text(field)).find();
    }
}

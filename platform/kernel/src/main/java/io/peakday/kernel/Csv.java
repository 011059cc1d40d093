package io.peakday.kernel;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes comma-separated values as RFC 4180 has them, for people who open them in a spreadsheet: a cell that a spreadsheet would
 * take for a formula is guarded by an apostrophe before it (OWASP, CSV injection). Every export is written by this.
 *
 * <p>The guard can be taken off again without a doubt: a value that begins as a guarded one does gets one more apostrophe. Plain
 * numbers are no formulas, with whatever sign.
 */
public final class Csv {
    private static final char GUARD = '\'';
    /** What spreadsheets begin formulas with; the wide forms are those of East Asian keyboards. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

    private Csv() {}

    /** Adds one line. */
    public static void append(StringBuilder to, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                to.append(',');
            }
            append(to, guarded(values.get(i)));
        }
        to.append("\r\n");
    }

    /** One line, with its end. */
    public static String line(List<String> values) {
        StringBuilder line = new StringBuilder();
        append(line, values);
        return line.toString();
    }

    private static void append(StringBuilder to, String value) {
        boolean plain = value.equals(value.strip());
        for (int i = 0; plain && i < value.length(); i++) {
            char c = value.charAt(i);
            plain = c != '"' && c != ',' && c != ';' && c != '\t' && c != '\n' && c != '\r';
        }
        if (plain) {
            to.append(value);
        } else {
            to.append('"').append(value.replace("\"", "\"\"")).append('"');
        }
    }

    /** The value as no spreadsheet computes it. */
    public static String guarded(String value) {
        return looksLikeFormula(value) && !NUMBER.matcher(value).matches() ? GUARD + value : value;
    }

    /** The value that was {@linkplain #guarded guarded}; one that was not is returned as it is. */
    public static String unguarded(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == GUARD && looksLikeFormula(cell) ? cell.substring(1) : cell;
    }

    /** Whether there is, behind any apostrophes and what is not seen, what begins a formula. */
    private static boolean looksLikeFormula(String value) {
        int at = 0;
        while (at < value.length() && value.charAt(at) == GUARD) {
            at++;
        }
        while (at < value.length() && isUnseen(value.charAt(at)) && FORMULA.indexOf(value.charAt(at)) < 0) {
            at++;
        }
        return at < value.length() && FORMULA.indexOf(value.charAt(at)) >= 0;
    }

    /** Blanks of all kinds, and marks that take no place, such as a byte order mark. */
    private static boolean isUnseen(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}

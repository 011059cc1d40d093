package io.peakday.catalog.exchange;

import java.util.List;

/** Writes comma-separated values as RFC 4180 has them. */
final class Csv {
    private Csv() {}

    static void append(StringBuilder to, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                to.append(',');
            }
            append(to, values.get(i));
        }
        to.append("\r\n");
    }

    private static void append(StringBuilder to, String value) {
        boolean plain = value.equals(value.strip());
        for (int i = 0; plain && i < value.length(); i++) {
            char c = value.charAt(i);
            plain = c != '"' && c != ',' && c != '\n' && c != '\r';
        }
        if (plain) {
            to.append(value);
        } else {
            to.append('"').append(value.replace("\"", "\"\"")).append('"');
        }
    }
}

package io.peakday.ui;

import java.util.Iterator;

/**
 * Stylesheets and scripts as they are sent: without indentation, empty lines, and comments that have their lines to themselves.
 * Everything else stays as it is written, line by line, so that what a browser says of a line can be found.
 */
final class CompactSource {
    private CompactSource() {}

    /** Of a {@code .css} or {@code .js} file. Lines of a template literal that goes over several lines are kept as they are. */
    static String of(String source) {
        StringBuilder kept = new StringBuilder(source.length());
        boolean inTemplate = false;
        for (Iterator<String> lines = source.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            String text = inTemplate ? line : line.strip();
            if (!inTemplate && (text.isEmpty() || text.startsWith("//"))) {
                continue;
            }
            if (!inTemplate && text.startsWith("/*") && skipComment(text, lines)) {
                continue;
            }
            inTemplate ^= text.chars().filter(c -> c == '`').count() % 2 == 1;
            kept.append(text).append('\n');
        }
        return kept.toString();
    }

    /** Whether the comment that begins here is all that its lines have; one that is followed by more is kept. */
    private static boolean skipComment(String first, Iterator<String> lines) {
        String text = first;
        while (!text.contains("*/") && lines.hasNext()) {
            text = lines.next().strip();
        }
        if (text.contains("*/") && !text.endsWith("*/")) {
            if (text.equals(first)) {
                return false;
            }
            throw new IllegalStateException("put what follows a comment onto a line of its own: " + text);
        }
        return text.indexOf("*/") == text.length() - 2;
    }
}

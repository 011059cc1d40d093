package io.peakday.ui;

import java.util.Iterator;

/**
 * Stylesheets and scripts as they are sent: without indentation, empty lines, and comments that have their lines to themselves.
 * Everything else stays as it is written, line by line, so that what a browser says of a line can be found.
 */
final class CompactSource {
    private CompactSource() {}

    /**
     * Of a {@code .css} or {@code .js} file. Lines of a template literal that goes over several lines are kept as they are.
     *
     * @param file its name
     * @throws IllegalStateException if something follows a comment of several lines, or a comment or template literal does not end
     */
    static String of(String file, String source) {
        boolean script = file.endsWith(".js");
        StringBuilder kept = new StringBuilder(source.length());
        boolean inTemplate = false;
        for (Iterator<String> lines = source.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            String text = inTemplate ? line : line.strip();
            if (!inTemplate && (text.isEmpty() || (script && text.startsWith("//")))) {
                continue;
            }
            if (!inTemplate && text.startsWith("/*") && !text.startsWith("/*!") && skipComment(file, text, lines)) {
                continue;
            }
            inTemplate ^= script && text.chars().filter(c -> c == '`').count() % 2 == 1;
            kept.append(text).append('\n');
        }
        if (inTemplate) {
            throw new IllegalStateException(
                    file + " has a template literal that does not end, or a single ` elsewhere");
        }
        return kept.toString();
    }

    /** Whether the comment that begins here is all that its lines have; one that is followed by more is kept. */
    private static boolean skipComment(String file, String first, Iterator<String> lines) {
        String text = first;
        if (text.contains("*/")) {
            return text.indexOf("*/") == text.length() - 2;
        }
        while (!text.contains("*/") && lines.hasNext()) {
            text = lines.next().strip();
        }
        if (text.indexOf("*/") != text.length() - 2) {
            throw new IllegalStateException(
                    file + ": end a comment, and put what follows it onto a line of its own: " + text);
        }
        return true;
    }
}

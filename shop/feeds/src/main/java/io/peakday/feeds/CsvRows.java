package io.peakday.feeds;

import io.peakday.kernel.Csv;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180) as they come: quoted fields may hold separators and line breaks, a quote inside an
 * unquoted field is just a character. A record must have as many fields as the heading.
 *
 * <p>A quote that is never closed would swallow the rest of the file. So a record may span at most {@link #MAX_LINES}
 * lines; beyond that, only its first line is bad, and the reading goes on with the second.
 */
final class CsvRows implements Rows {
    static final int MAX_LINES = 500;

    private final Lines lines;
    private final char separator;
    private final boolean guarded;
    private final Deque<Lines.Line> again = new ArrayDeque<>();
    private @Nullable List<String> heading;

    /** @param guarded whether the apostrophe before what would be a formula is {@linkplain Csv#unguarded taken off} */
    CsvRows(Lines lines, char separator, boolean guarded) {
        this.lines = lines;
        this.separator = separator;
        this.guarded = guarded;
    }

    @Override
    public @Nullable Read next() throws IOException {
        List<String> names = heading;
        if (names == null) {
            Lines.Line first = line();
            if (first == null) {
                return null;
            }
            List<String> columns = new ArrayList<>();
            if (first.overlong() || split(first.text(), columns) != End.COMPLETE) {
                return new Read.Bad(first.number(), "", "The heading cannot be read.");
            }
            names = columns.stream().map(String::strip).toList();
            heading = names;
        }
        Lines.Line line;
        do {
            line = line();
        } while (line != null && line.text().isBlank() && !line.overlong());
        return line == null ? null : record(line, names);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private Read record(Lines.Line first, List<String> names) throws IOException {
        if (first.overlong()) {
            return new Read.Bad(first.number(), "", "The line is longer than " + Lines.MAX + " bytes.");
        }
        List<String> values = new ArrayList<>(names.size());
        StringBuilder text = new StringBuilder(first.text());
        List<Lines.Line> taken = new ArrayList<>();
        End end = split(text, values);
        String feed = first.end();
        while (end == End.OPEN_QUOTE) {
            Lines.Line more = taken.size() < MAX_LINES && text.length() < Lines.MAX ? line() : null;
            if (more == null || more.overlong()) {
                if (more != null) {
                    taken.add(more);
                }
                taken.reversed().forEach(again::addFirst);
                return new Read.Bad(first.number(), names.get(values.size() % names.size()), "A quote is not closed.");
            }
            taken.add(more);
            // Only a line with a quote can close one: others are just appended.
            text.append(feed).append(more.text());
            feed = more.end();
            if (more.text().indexOf('"') >= 0) {
                values.clear();
                end = split(text, values);
            }
        }
        if (end == End.AFTER_QUOTE) {
            return new Read.Bad(
                    first.number(),
                    names.get(Math.max(0, values.size() - 1) % names.size()),
                    "There is text after a closing quote.");
        }
        if (values.size() != names.size()) {
            return new Read.Bad(
                    first.number(), "", "The row has " + values.size() + " fields, the heading " + names.size() + ".");
        }
        Map<String, Object> fields = HashMap.newHashMap(names.size());
        for (int i = 0; i < values.size(); i++) {
            fields.put(names.get(i), guarded ? Csv.unguarded(values.get(i)) : values.get(i));
        }
        return new Read.Good(new SourceRow(first.number(), fields));
    }

    private Lines.@Nullable Line line() throws IOException {
        Lines.Line back = again.pollFirst();
        return back != null ? back : lines.next();
    }

    private enum End {
        COMPLETE,
        OPEN_QUOTE,
        AFTER_QUOTE
    }

    private End split(CharSequence text, List<String> into) {
        StringBuilder field = new StringBuilder();
        int i = 0;
        int length = text.length();
        while (true) {
            field.setLength(0);
            if (i < length && text.charAt(i) == '"') {
                i++;
                while (true) {
                    if (i >= length) {
                        return End.OPEN_QUOTE;
                    }
                    char c = text.charAt(i++);
                    if (c != '"') {
                        field.append(c);
                    } else if (i < length && text.charAt(i) == '"') {
                        field.append('"');
                        i++;
                    } else {
                        break;
                    }
                }
                if (i < length && text.charAt(i) != separator) {
                    into.add(field.toString());
                    return End.AFTER_QUOTE;
                }
            } else {
                while (i < length && text.charAt(i) != separator) {
                    field.append(text.charAt(i++));
                }
            }
            into.add(field.toString());
            if (i >= length) {
                return End.COMPLETE;
            }
            i++;
        }
    }
}

package io.peakday.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a text of a row: {@code icecat-{id}}. Alternatives are separated by {@code ||}; the first whose fields are not
 * all empty is taken. A field may be changed on the way: {@code {name:upper}}, {@code lower}, {@code title} (capitals
 * at word starts, for texts in capitals).
 */
final class Template {
    static final Template EMPTY = new Template(List.of());

    private static final Pattern FIELD = Pattern.compile("\\{([^{}:]+)(?::([a-z]+))?}");
    private static final Set<String> CHANGES = Set.of("upper", "lower", "title");

    private final List<List<Part>> alternatives;

    private Template(List<List<Part>> alternatives) {
        this.alternatives = alternatives;
    }

    private record Part(String text, boolean field, String change) {}

    /** @throws IllegalArgumentException with a sentence saying what is wrong */
    static Template of(String source) {
        List<List<Part>> alternatives = new ArrayList<>();
        for (String alternative : source.split("\\|\\|")) {
            alternatives.add(parts(alternative.strip()));
        }
        return new Template(List.copyOf(alternatives));
    }

    private static List<Part> parts(String source) {
        List<Part> parts = new ArrayList<>();
        Matcher field = FIELD.matcher(source);
        int end = 0;
        while (field.find()) {
            parts.add(new Part(source.substring(end, field.start()), false, ""));
            String change = field.group(2) == null ? "" : field.group(2);
            if (!change.isEmpty() && !CHANGES.contains(change)) {
                throw new IllegalArgumentException("a field can be changed by upper, lower or title, not " + change);
            }
            parts.add(new Part(field.group(1).strip(), true, change));
            end = field.end();
        }
        parts.add(new Part(source.substring(end), false, ""));
        parts.removeIf(part -> part.text.isEmpty());
        return List.copyOf(parts);
    }

    boolean isEmpty() {
        return alternatives.isEmpty();
    }

    /** Empty where no alternative has anything to say. */
    String of(SourceRow row) {
        for (List<Part> alternative : alternatives) {
            StringBuilder text = new StringBuilder();
            boolean constant = true;
            boolean found = false;
            for (Part part : alternative) {
                if (part.field) {
                    constant = false;
                    String value = changed(row.text(part.text), part.change);
                    found |= !value.isEmpty();
                    text.append(value);
                } else {
                    text.append(part.text);
                }
            }
            if (constant || found) {
                return text.toString().strip();
            }
        }
        return "";
    }

    /** Where the template is one field: all its values. */
    List<String> all(SourceRow row) {
        if (alternatives.size() == 1
                && alternatives.getFirst().size() == 1
                && alternatives.getFirst().getFirst().field) {
            return row.texts(alternatives.getFirst().getFirst().text);
        }
        String text = of(row);
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /** The fields it reads. */
    List<String> fields() {
        return alternatives.stream()
                .flatMap(List::stream)
                .filter(part -> part.field)
                .map(Part::text)
                .toList();
    }

    private static String changed(String value, String change) {
        return switch (change) {
            case "upper" -> value.toUpperCase(Locale.ROOT);
            case "lower" -> value.toLowerCase(Locale.ROOT);
            case "title" -> titled(value);
            default -> value;
        };
    }

    private static String titled(String value) {
        StringBuilder titled = new StringBuilder(value.length());
        boolean start = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            titled.append(start ? Character.toUpperCase(c) : Character.toLowerCase(c));
            start = !Character.isLetterOrDigit(c) && c != '\'';
        }
        return titled.toString();
    }
}

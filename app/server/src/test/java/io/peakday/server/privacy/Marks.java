package io.peakday.server.privacy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Words that stand nowhere else, one for each field that somebody fills; and how to find them in whatever form. */
final class Marks {
    /** All marks of a set begin with it. */
    private final String stem;

    private final Map<String, String> byField = new TreeMap<>();

    Marks(String stem) {
        this.stem = stem;
    }

    /** The mark of a field: letters and digits. */
    String of(String field) {
        return byField.computeIfAbsent(
                field, name -> stem + (char) ('a' + byField.size() / 26) + (char) ('a' + byField.size() % 26));
    }

    Set<String> fields() {
        return byField.keySet();
    }

    /** The fields whose marks stand in a text, in whatever case. */
    Set<String> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.contains(stem)) {
            // Gigabytes are looked through: one look for each, not one for each field.
            return Set.of();
        }
        Set<String> found = new TreeSet<>();
        byField.forEach((field, mark) -> {
            if (lower.contains(mark)) {
                found.add(field);
            }
        });
        return found;
    }

    /** The fields whose marks stand in bytes: as UTF-8, UTF-16, hexadecimal or base64. */
    Set<String> in(byte[] bytes) {
        // Every byte as one character, so that bytes are found as text is.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Set<String> found = new TreeSet<>(in(text));
        for (String form : forms()) {
            if (text.contains(form)) {
                found.add("some field as " + form);
            }
        }
        return found;
    }

    /** The stem, otherwise written: whatever holds one of its forms holds a mark. */
    List<String> forms() {
        List<String> forms = new ArrayList<>();
        byte[] utf8 = stem.getBytes(StandardCharsets.UTF_8);
        forms.add(new String(stem.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
        forms.add(HexFormat.of().formatHex(utf8));
        // Base64 of the same bytes looks different at each of three places in a group.
        for (int before = 0; before < 3; before++) {
            byte[] padded = new byte[before + utf8.length];
            System.arraycopy(utf8, 0, padded, before, utf8.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(padded);
            int from = (before * 8 + 5) / 6;
            int to = padded.length * 8 / 6;
            forms.add(text.substring(from, to));
        }
        return forms;
    }
}

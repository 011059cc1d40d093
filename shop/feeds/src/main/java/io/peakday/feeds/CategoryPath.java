package io.peakday.feeds;

import java.util.ArrayList;
import java.util.List;

/** {@code Home > Lighting > Lamps}: a way through the category tree as text; a {@code >} in a name is written {@code \>}. */
final class CategoryPath {
    private CategoryPath() {}

    static List<String> split(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split("(?<!\\\\)>")) {
            String plain = name.replace("\\>", ">").strip();
            if (!plain.isEmpty()) {
                names.add(plain);
            }
        }
        return List.copyOf(names);
    }

    static String join(List<String> names) {
        return names.stream()
                .map(name -> name.replace(">", "\\>"))
                .reduce((upper, lower) -> upper + " > " + lower)
                .orElse("");
    }
}

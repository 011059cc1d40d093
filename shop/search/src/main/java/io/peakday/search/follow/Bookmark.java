package io.peakday.search.follow;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is stored with each commit of the index: how far the events and the category tree are in it. */
final class Bookmark {
    private static final String POSITION = "position ";
    private static final String CATEGORIES = "categories";

    private final SortedMap<String, Long> positions = new TreeMap<>();
    private @Nullable String categories;

    /** The offset of the next event, by topic and partition. */
    SortedMap<String, Long> positions() {
        return positions;
    }

    @Nullable
    String categories() {
        return categories;
    }

    void categories(String state) {
        categories = state;
    }

    void read(Map<String, String> remembered) {
        categories = remembered.get(CATEGORIES);
        remembered.forEach((key, value) -> {
            if (key.startsWith(POSITION)) {
                positions.put(key.substring(POSITION.length()), Long.parseLong(value));
            }
        });
    }

    Map<String, String> write() {
        Map<String, String> remembered = new TreeMap<>();
        positions.forEach((place, offset) -> remembered.put(POSITION + place, Long.toString(offset)));
        if (categories != null) {
            remembered.put(CATEGORIES, categories);
        }
        return remembered;
    }
}

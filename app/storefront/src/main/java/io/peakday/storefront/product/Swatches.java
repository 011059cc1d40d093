package io.peakday.storefront.product;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a colour's name looks like, for the dots of the colour picker. */
final class Swatches {
    private static final Set<String> COLOUR = Set.of("colour", "color", "finish", "shade");
    private static final Map<String, String> TONES = Map.ofEntries(
            Map.entry("black", "#2f2e33"),
            Map.entry("graphite", "#54565c"),
            Map.entry("charcoal", "#45454c"),
            Map.entry("grey", "#8d8f94"),
            Map.entry("gray", "#8d8f94"),
            Map.entry("white", "#f1efea"),
            Map.entry("cream", "#eadfc8"),
            Map.entry("beige", "#d9c7a8"),
            Map.entry("sand", "#d3bf9c"),
            Map.entry("oak", "#c79b66"),
            Map.entry("walnut", "#6f4a31"),
            Map.entry("brown", "#6f4a31"),
            Map.entry("tan", "#b98a5c"),
            Map.entry("terracotta", "#c4694a"),
            Map.entry("rust", "#a24a2e"),
            Map.entry("orange", "#e07b39"),
            Map.entry("mustard", "#d9a441"),
            Map.entry("yellow", "#e3c24a"),
            Map.entry("olive", "#7c7f52"),
            Map.entry("forest", "#35604a"),
            Map.entry("green", "#4f8a5b"),
            Map.entry("sage", "#a3b49a"),
            Map.entry("teal", "#2f7c7e"),
            Map.entry("sky", "#8fb8d6"),
            Map.entry("blue", "#3f6fae"),
            Map.entry("navy", "#2b3f63"),
            Map.entry("denim", "#4c6a92"),
            Map.entry("lavender", "#a79bc8"),
            Map.entry("purple", "#7a5a9c"),
            Map.entry("plum", "#6e3b5c"),
            Map.entry("pink", "#e59bb0"),
            Map.entry("blush", "#e2b4a8"),
            Map.entry("red", "#b93a3a"),
            Map.entry("coral", "#e77f67"),
            Map.entry("silver", "#c3c7cc"),
            Map.entry("steel", "#a9adb2"),
            Map.entry("gold", "#c9a24b"),
            Map.entry("brass", "#b8944a"),
            Map.entry("copper", "#bd7550"));

    private Swatches() {}

    static boolean isColour(String option) {
        return COLOUR.contains(option.toLowerCase(Locale.ROOT));
    }

    /** Of the last word that is a colour's name; empty where none is. */
    static String of(String value) {
        String found = "";
        for (String word : value.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            found = TONES.getOrDefault(word, found);
        }
        return found;
    }
}

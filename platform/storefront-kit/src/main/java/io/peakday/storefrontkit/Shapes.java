package io.peakday.storefrontkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which drawing stands for a product without a picture, by the words of its category, the most specific first. */
public final class Shapes {
    private static final String ANYTHING = "parcel";
    private static final Map<String, String> BY_WORD = words(Map.ofEntries(
            Map.entry("home", "lamp lighting decor home bath"),
            Map.entry("furniture", "chair sofa furniture table bed shelf desk"),
            Map.entry("kitchen", "kitchen kettle pan knife cook coffee tableware dining food grocery"),
            Map.entry("computers", "computer laptop notebook monitor tablet printer keyboard network server"),
            Map.entry("electronics", "electronic audio headphone speaker phone camera tv video sound"),
            Map.entry("outdoor", "outdoor rucksack backpack tent camping travel hiking luggage bag"),
            Map.entry("sport", "sport fitness ball yoga bike cycling"),
            Map.entry("shoes", "shoe boot sneaker trainer footwear sandal"),
            Map.entry("fashion", "fashion cloth shirt jumper jacket dress women men wear"),
            Map.entry("books", "book paper stationery magazine music film notebook"),
            Map.entry("toys", "toy game puzzle baby kids children"),
            Map.entry("beauty", "beauty care skin hair perfume health cosmetic"),
            Map.entry("garden", "garden plant flower seed"),
            Map.entry("tools", "tool drill diy hardware car auto")));

    private Shapes() {}

    /** @param categories their names, from the department down */
    public static String of(List<String> categories) {
        for (String category : categories.reversed()) {
            String shape = of(category);
            if (!shape.equals(ANYTHING)) {
                return shape;
            }
        }
        return ANYTHING;
    }

    /** @param name of one category */
    public static String of(String name) {
        // The last word says what it is, the ones before what kind: a table lamp is a lamp.
        for (String word :
                List.of(name.toLowerCase(Locale.ROOT).split("[^a-z]+")).reversed()) {
            String shape = BY_WORD.get(word);
            if (shape == null && word.endsWith("s")) {
                shape = BY_WORD.get(word.substring(0, word.length() - 1));
            }
            if (shape != null) {
                return shape;
            }
        }
        return ANYTHING;
    }

    private static Map<String, String> words(Map<String, String> byShape) {
        Map<String, String> shapes = new LinkedHashMap<>();
        byShape.forEach((shape, words) -> {
            for (String word : words.split(" ")) {
                shapes.put(word, shape);
            }
        });
        return Map.copyOf(shapes);
    }
}

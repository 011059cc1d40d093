package io.peakday.search.bench;

import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.kernel.Money;
import io.peakday.search.Hit;
import io.peakday.search.follow.DocumentSource;
import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.ProductDocument.Property;
import io.peakday.search.index.ProductDocument.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue made from a seed, shaped like a real one: kinds of products under departments, brands and property values
 * of very uneven frequency, about fifteen properties a product, prices over four orders of magnitude, and titles,
 * descriptions and part numbers whose words are shared among many products. Product n is always the same.
 */
public final class GeneratedProducts implements DocumentSource {
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final int BATCH = 500;
    private static final Map<String, List<String>> DEPARTMENTS = departments();
    private static final List<String> COLOURS =
            List.of("Black", "White", "Silver", "Blue", "Red", "Grey", "Green", "Walnut", "Oak", "Beige", "Turquoise");
    private static final List<String> MATERIALS = List.of(
            "Plastic", "Aluminium", "Steel", "Wood", "Leather", "Cotton", "Velvet", "Glass", "Ceramic", "Linen");
    private static final List<String> STYLES = List.of(
            "wireless",
            "portable",
            "compact",
            "gaming",
            "professional",
            "outdoor",
            "modern",
            "rustic",
            "ultra",
            "mini",
            "foldable",
            "waterproof",
            "smart",
            "classic",
            "ergonomic");
    private static final List<String> FEATURES =
            List.of("bluetooth", "dishwasher-safe", "rechargeable", "touchscreen", "cordless", "recyclable");
    private static final List<String> WORDS = words();

    private final int size;
    private final long seed;
    private final CategoryTree tree;
    private final List<Category> kinds;

    public GeneratedProducts(int size, long seed) {
        this.size = size;
        this.seed = seed;
        List<Category> categories = new ArrayList<>();
        DEPARTMENTS.forEach((department, names) -> {
            Category parent = category(department, null, categories.size());
            categories.add(parent);
            names.forEach(name -> categories.add(category(name, parent.id(), categories.size())));
        });
        this.tree = new CategoryTree(1, categories);
        this.kinds = categories.stream()
                .filter(category -> category.parentId() != null)
                .toList();
    }

    public CategoryTree tree() {
        return tree;
    }

    public int size() {
        return size;
    }

    @Override
    public List<ProductDocument> read(Map<UUID, Long> leastVersions) {
        return leastVersions.keySet().stream()
                .map(id -> (int) id.getLeastSignificantBits())
                .filter(n -> n >= 0 && n < size)
                .map(this::product)
                .toList();
    }

    @Override
    public void stream(Consumer<List<ProductDocument>> batch) {
        for (int from = 0; from < size; from += BATCH) {
            batch.accept(IntStream.range(from, Math.min(size, from + BATCH))
                    .mapToObj(this::product)
                    .toList());
        }
    }

    /** @param n 0 to before {@link #size} */
    public ProductDocument product(int n) {
        Random random = new Random(seed * 1_000_003 + n);
        Category kind = kinds.get(skewed(random, kinds.size()));
        String brand = "Brand" + (char) ('A' + skewed(random, 26)) + skewed(random, 12);
        String colour = COLOURS.get(skewed(random, COLOURS.size()));
        String material = MATERIALS.get(skewed(random, MATERIALS.size()));
        String style = STYLES.get(skewed(random, STYLES.size()));
        String code = brand.substring(5).toLowerCase(Locale.ROOT) + random.nextInt(10, 99) + "-" + (1000 + n % 9000)
                + (char) ('a' + random.nextInt(26));
        int width = 5 + random.nextInt(200);
        String title = brand + " " + code + " " + style + " " + kind.name() + " " + colour + " " + width + " cm "
                + word(random);
        long price = Math.round(Math.exp(1.5 + random.nextDouble() * 7) * 100);
        UUID id = new UUID(seed, n);
        boolean inStock = random.nextInt(10) > 0;
        return new ProductDocument(
                id,
                "p-" + n,
                new ProductDocument.Content(
                        title,
                        brand,
                        kind.id(),
                        tree.path(kind.id()).stream().map(Category::name).toList(),
                        description(random, kind),
                        properties(random, kind, colour, material, width),
                        List.of(code, "SKU" + n, Long.toString(4_000_000_000_000L + n)),
                        new Hit.Picture("/pictures/" + n + ".svg", title, 600, 600),
                        Instant.ofEpochSecond(1_600_000_000L + random.nextInt(150_000_000))),
                new ProductDocument.Pricing(
                        new Money(price, EURO),
                        random.nextInt(5) == 0 ? new Money(price + price / 4, EURO) : null,
                        false,
                        false),
                new ProductDocument.Variants(List.of(new UUID(seed + 1, n)), 1, inStock ? 1 : 0),
                random.nextInt(3) == 0
                        ? ProductDocument.Standing.NONE
                        : new ProductDocument.Standing(
                                1 + random.nextInt(401) / 100.0, 1 + skewed(random, 500), skewed(random, 2_000)));
    }

    /** Queries of the kinds that shops see: kinds, brands, two and three words, part numbers, misspellings. */
    public List<String> queries(int count) {
        Random random = new Random(seed + 17);
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String kind = kinds.get(skewed(random, kinds.size())).name();
            String style = STYLES.get(random.nextInt(STYLES.size()));
            String colour = COLOURS.get(random.nextInt(COLOURS.size()));
            queries.add(
                    switch (random.nextInt(10)) {
                        case 0, 1 -> kind;
                        case 2, 3 -> style + " " + kind;
                        case 4 -> colour + " " + kind;
                        case 5 -> style + " " + colour + " " + kind;
                        case 6 -> "Brand" + (char) ('A' + skewed(random, 26)) + skewed(random, 12) + " " + kind;
                        case 7 ->
                            product(random.nextInt(size)).content().codes().getFirst();
                        case 8 -> style;
                        default -> misspelt(random, kind);
                    });
        }
        return queries;
    }

    private static String misspelt(Random random, String word) {
        int at = 1 + random.nextInt(Math.max(1, word.length() - 2));
        return word.substring(0, at) + word.substring(Math.min(word.length(), at + 1));
    }

    private static List<Property> properties(Random random, Category kind, String colour, String material, int width) {
        List<Property> properties = new ArrayList<>();
        properties.add(new Property("colour", "Colour", new Value.Text(colour)));
        properties.add(new Property("material", "Material", new Value.Text(material)));
        properties.add(new Property("width", "Width", new Value.Number(width, "cm")));
        properties.add(new Property("weight", "Weight", new Value.Number(random.nextInt(1, 5_000) * 10, "g")));
        properties.add(new Property("warranty", "Warranty", new Value.Number(1 + skewed(random, 5), "years")));
        for (String feature : FEATURES) {
            if (random.nextInt(3) > 0) {
                properties.add(new Property(feature, feature, new Value.Flag(random.nextBoolean())));
            }
        }
        int own = Math.floorMod(kind.name().hashCode(), 40);
        for (int i = 0; i < 6; i++) {
            String name = "spec-" + (own + i);
            properties.add(
                    random.nextInt(4) == 0
                            ? new Property(name, name, new Value.Number(skewed(random, 300), null))
                            : new Property(name, name, new Value.Text(WORDS.get(skewed(random, 40)))));
        }
        return properties;
    }

    private static String description(Random random, Category kind) {
        StringBuilder text = new StringBuilder("A ").append(kind.name()).append(" that is ");
        int words = 25 + random.nextInt(30);
        for (int i = 0; i < words; i++) {
            text.append(word(random)).append(' ');
        }
        return text.append(STYLES.get(skewed(random, STYLES.size()))).toString();
    }

    private static String word(Random random) {
        return WORDS.get(skewed(random, WORDS.size()));
    }

    /** Low numbers far more often than high ones. */
    private static int skewed(Random random, int bound) {
        double u = random.nextDouble();
        return (int) (bound * u * u * u);
    }

    private static Category category(String name, @Nullable UUID parent, int position) {
        UUID id = UUID.nameUUIDFromBytes(("category:" + name).getBytes(StandardCharsets.UTF_8));
        return new Category(id, id.toString(), name.replace(' ', '-'), name, parent, position);
    }

    private static Map<String, List<String>> departments() {
        Map<String, List<String>> departments = new LinkedHashMap<>();
        departments.put(
                "electronics",
                List.of(
                        "headphones",
                        "notebook",
                        "monitor",
                        "speaker",
                        "camera",
                        "printer",
                        "keyboard",
                        "mouse",
                        "tablet",
                        "router",
                        "projector",
                        "microphone"));
        departments.put(
                "home",
                List.of(
                        "lamp",
                        "sofa",
                        "chair",
                        "table",
                        "rug",
                        "pillow",
                        "mirror",
                        "shelf",
                        "curtain",
                        "bed frame",
                        "desk"));
        departments.put(
                "kitchen",
                List.of(
                        "kettle",
                        "toaster",
                        "pan",
                        "knife",
                        "blender",
                        "mug",
                        "plate",
                        "bottle",
                        "coffee grinder",
                        "bowl"));
        departments.put(
                "fashion",
                List.of("shirt", "boots", "jacket", "backpack", "watch", "scarf", "hat", "belt", "socks", "dress"));
        departments.put(
                "sports",
                List.of(
                        "tent",
                        "bicycle",
                        "helmet",
                        "yoga mat",
                        "dumbbell",
                        "football",
                        "racket",
                        "kayak",
                        "skateboard"));
        departments.put(
                "toys",
                List.of("puzzle", "board game", "building blocks", "doll", "kite", "train set", "plush bear", "drone"));
        return departments;
    }

    /** Three thousand words that sound like words. */
    private static List<String> words() {
        String[] onsets = {"b", "br", "c", "d", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pl", "r", "s", "st", "t"
        };
        String[] ends = {"ast", "er", "in", "olle", "um", "ane", "ith", "ock", "une", "era", "ivo", "ent"};
        List<String> words = new ArrayList<>();
        Map<String, Boolean> seen = new HashMap<>();
        Random random = new Random(5);
        while (words.size() < 3_000) {
            String word = onsets[random.nextInt(onsets.length)]
                    + "aeiou".charAt(random.nextInt(5))
                    + onsets[random.nextInt(onsets.length)]
                    + ends[random.nextInt(ends.length)];
            if (seen.put(word, true) == null) {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }
}

package io.peakday.feeds;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the columns of a file become products: lines of {@code key = value}, described in {@code MAPPINGS.md} beside this
 * module's README. A key that does not exist, or a value that cannot be, is refused with the line it stands on.
 */
public final class Mapping {
    private static final SortedSet<String> SHIPPED = Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(
            "bestbuy-categories",
            "complete-journey",
            "generated",
            "icecat",
            "online-retail",
            "peakday-csv",
            "peakday-jsonl")));

    /** What a value must be. */
    private enum Kind {
        WORD,
        TEMPLATE,
        CONDITION,
        RULE
    }

    private static final Map<String, Kind> KEYS = Map.ofEntries(
            Map.entry("format", Kind.WORD),
            Map.entry("rows", Kind.WORD),
            Map.entry("csv.separator", Kind.WORD),
            Map.entry("csv.guard", Kind.WORD),
            Map.entry("skip.when", Kind.CONDITION),
            Map.entry("id", Kind.TEMPLATE),
            Map.entry("slug", Kind.TEMPLATE),
            Map.entry("state", Kind.TEMPLATE),
            Map.entry("title", Kind.TEMPLATE),
            Map.entry("brand", Kind.TEMPLATE),
            Map.entry("description", Kind.TEMPLATE),
            Map.entry("category", Kind.TEMPLATE),
            Map.entry("category.id", Kind.TEMPLATE),
            Map.entry("category.when", Kind.RULE),
            Map.entry("category.path.ids", Kind.TEMPLATE),
            Map.entry("category.path.names", Kind.TEMPLATE),
            Map.entry("sku", Kind.TEMPLATE),
            Map.entry("gtin", Kind.TEMPLATE),
            Map.entry("options", Kind.TEMPLATE),
            Map.entry("weight", Kind.TEMPLATE),
            Map.entry("weight.unit", Kind.WORD),
            Map.entry("tax-class", Kind.TEMPLATE),
            Map.entry("price", Kind.TEMPLATE),
            Map.entry("price.list", Kind.TEMPLATE),
            Map.entry("price.unit", Kind.WORD),
            Map.entry("price.currency", Kind.TEMPLATE),
            Map.entry("price.valid-from", Kind.TEMPLATE),
            Map.entry("price.valid-to", Kind.TEMPLATE),
            Map.entry("seller", Kind.TEMPLATE),
            Map.entry("seller.id", Kind.TEMPLATE),
            Map.entry("picture", Kind.TEMPLATE),
            Map.entry("picture.alt", Kind.TEMPLATE),
            Map.entry("pictures.json", Kind.TEMPLATE),
            Map.entry("variant.pictures.json", Kind.TEMPLATE),
            Map.entry("attributes.json", Kind.TEMPLATE),
            Map.entry("stock", Kind.TEMPLATE));

    private static final Map<String, Set<String>> WORDS = Map.of(
            "format", Set.of("csv", "jsonl", "json"),
            "csv.guard", Set.of("apostrophe", "none"),
            "rows", Set.of("products", "variants", "observations", "categories", "peakday"),
            "weight.unit", Set.of("g", "kg", "lb"),
            "price.unit", Set.of("minor", "major"));

    private static final Set<String> REPEATABLE = Set.of("skip.when", "category.when", "picture");
    private static final String ATTRIBUTE = "attribute.";
    private static final String PREFIX = "attribute-prefix.";
    private static final Set<String> TYPES = Set.of("text", "number", "flag");

    private final String source;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, Template> templates = new LinkedHashMap<>();
    private final List<Condition> skips = new ArrayList<>();
    private final List<CategoryRule> categoryRules = new ArrayList<>();
    private final List<Template> pictures = new ArrayList<>();
    private final List<AttributeColumn> attributes = new ArrayList<>();
    private final Map<String, String> attributePrefixes = new LinkedHashMap<>();

    /** A category for the rows of which the condition holds. */
    record CategoryRule(List<String> path, Condition condition) {}

    /** @param type {@code text}, {@code number} or {@code flag} */
    record AttributeColumn(String name, String type, Template value) {}

    private Mapping(String source) {
        this.source = source;
    }

    /**
     * Reads a mapping file.
     *
     * @throws Failure {@code import.no-mapping} if the file cannot be read, {@code import.bad-mapping} naming the line
     */
    public static Mapping read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw Failure.invalid("import.no-mapping", "The mapping file " + file + " cannot be read.");
        }
    }

    /**
     * A mapping that comes with Peakday, by name.
     *
     * @throws Failure {@code import.no-mapping}
     */
    public static Mapping shipped(String name) {
        if (!SHIPPED.contains(name)) {
            throw Failure.invalid(
                    "import.no-mapping",
                    "There is no mapping \"" + name + "\""
                            + Nearest.of(name, SHIPPED)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse("; there are " + String.join(", ", SHIPPED) + "."));
        }
        try (InputStream in = Mapping.class.getResourceAsStream("/mappings/" + name + ".mapping")) {
            if (in == null) {
                throw new IllegalStateException("the mapping " + name + " is not packaged");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The names of the mappings that come with Peakday. */
    public static SortedSet<String> shippedNames() {
        return SHIPPED;
    }

    /** @throws Failure {@code import.bad-mapping} naming the line */
    public static Mapping parse(String source) {
        Mapping mapping = new Mapping(source);
        int number = 0;
        for (String line : source.lines().toList()) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                try {
                    mapping.add(text);
                } catch (IllegalArgumentException e) {
                    throw bad("line " + number + ": " + e.getMessage());
                }
            }
        }
        mapping.complete();
        return mapping;
    }

    private void add(String line) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("expected key = value");
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (key.startsWith(PREFIX)) {
            attributePrefixes.put(key.substring(PREFIX.length()), type(value));
        } else if (key.startsWith(ATTRIBUTE)) {
            int space = value.indexOf(' ');
            String type = type(space < 0 ? value : value.substring(0, space));
            attributes.add(new AttributeColumn(
                    key.substring(ATTRIBUTE.length()), type, Template.of(space < 0 ? "" : value.substring(space))));
        } else {
            add(key, value);
        }
    }

    private void add(String key, String value) {
        Kind kind = KEYS.get(key);
        if (kind == null) {
            throw new IllegalArgumentException("there is no key \"" + key + "\""
                    + Nearest.of(key, KEYS.keySet())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
        if (!REPEATABLE.contains(key) && (words.containsKey(key) || templates.containsKey(key))) {
            throw new IllegalArgumentException(key + " stands here twice");
        }
        switch (kind) {
            case WORD -> words.put(key, word(key, value));
            case CONDITION -> skips.add(Condition.of(value));
            case RULE -> {
                int bar = value.indexOf('|');
                if (bar < 0) {
                    throw new IllegalArgumentException("expected: Department > Category | field ~ expression");
                }
                categoryRules.add(new CategoryRule(
                        CategoryPath.split(value.substring(0, bar)), Condition.of(value.substring(bar + 1))));
            }
            case TEMPLATE -> {
                if (key.equals("picture")) {
                    pictures.add(Template.of(value));
                } else {
                    templates.put(key, Template.of(value));
                }
            }
        }
    }

    private static String word(String key, String value) {
        Set<String> allowed = WORDS.get(key);
        if (allowed != null && !allowed.contains(value)) {
            throw new IllegalArgumentException(
                    key + " is one of " + String.join(", ", new TreeSet<>(allowed)) + ", not \"" + value + "\"");
        }
        return key.equals("csv.separator") && value.equals("tab") ? "\t" : value;
    }

    private static String type(String value) {
        if (!TYPES.contains(value)) {
            throw new IllegalArgumentException("an attribute is text, number or flag, not \"" + value + "\"");
        }
        return value;
    }

    private void complete() {
        if (!words.containsKey("format")) {
            throw bad("it does not say the format");
        }
        List<String> needed = switch (rows()) {
            case "categories" -> List.of("category.path.ids", "category.path.names");
            case "peakday" -> List.of();
            default -> List.of("id", "title", "sku");
        };
        for (String key : needed) {
            if (!templates.containsKey(key)) {
                throw bad("it does not say where the " + key + " comes from");
            }
        }
        if (word("csv.separator").map(String::length).orElse(1) != 1) {
            throw bad("csv.separator must be one character, or tab");
        }
    }

    private static Failure bad(String sentence) {
        return Failure.invalid("import.bad-mapping", "The mapping cannot be used: " + sentence + ".");
    }

    /** The text it was read from; part of what identifies an import. */
    String source() {
        return source;
    }

    String format() {
        return word("format").orElseThrow();
    }

    /** What a row is; {@code products} unless said. */
    String rows() {
        return word("rows").orElse("products");
    }

    Optional<String> word(String key) {
        return Optional.ofNullable(words.get(key));
    }

    /** Whether cells that would be formulas have an apostrophe before them that is no part of the value. */
    boolean isGuarded() {
        return word("csv.guard").orElse("none").equals("apostrophe");
    }

    Template template(String key) {
        return templates.getOrDefault(key, Template.EMPTY);
    }

    List<Condition> skips() {
        return skips;
    }

    List<CategoryRule> categoryRules() {
        return categoryRules;
    }

    List<Template> pictures() {
        return pictures;
    }

    List<AttributeColumn> attributes() {
        return attributes;
    }

    Map<String, String> attributePrefixes() {
        return attributePrefixes;
    }
}

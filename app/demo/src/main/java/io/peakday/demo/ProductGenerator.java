package io.peakday.demo;

import io.peakday.catalog.Attribute;
import io.peakday.catalog.AttributeValue;
import io.peakday.demo.DemoProduct.DemoVariant;
import io.peakday.demo.picture.Angle;
import io.peakday.demo.picture.Drawing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the demo's products from a seed: names, specifications, descriptions, variants, prices, pictures. */
final class ProductGenerator {
    private static final List<String> GIVEN = List.of(
            "Ines", "Tomas", "Elif", "Jonas", "Marta", "Idris", "Clara", "Pavel", "Nora", "Mateo", "Greta", "Samir",
            "Ada", "Luca", "Freya", "Oskar");
    private static final List<String> FAMILY = List.of(
            "Albrecht",
            "Moreau",
            "Kovacs",
            "Lindqvist",
            "Okafor",
            "Varga",
            "Brandt",
            "Castelli",
            "Novak",
            "Halloran",
            "Petrov",
            "Sandoval",
            "Whitlock",
            "Yilmaz",
            "Eriksen",
            "Duarte");
    private static final Map<String, Double> STEP_UP =
            Map.of("Memory", 0.24, "Storage", 0.18, "Volume", 0.17, "Diameter", 0.2, "Set", 1.1, "Strap", 0.1);

    private final long seed;
    private final Vocabulary words;
    private final Set<String> titles = new HashSet<>();

    ProductGenerator(long seed, Vocabulary words) {
        this.seed = seed;
        this.words = words;
    }

    /** That many products, spread evenly over all kinds. */
    List<DemoProduct> generate(int count) {
        List<DemoProduct> products = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            products.add(product(
                    number, words.categories().get(number % words.categories().size())));
        }
        return List.copyOf(products);
    }

    private DemoProduct product(int number, Vocabulary.Kind kind) {
        Dice dice = Dice.of(seed, "product", number);
        String brand = dice.pick(words.brands().getOrDefault(kind.department(), List.of("Peakday")));
        String noun = dice.pick(kind.nouns());
        String title = title(dice, kind, noun, number / words.categories().size());
        List<Attribute> attributes = new ArrayList<>();
        if (kind.titledBy() != null) {
            String maker = dice.pick(GIVEN) + " " + dice.pick(FAMILY);
            attributes.add(attribute(kind.titledBy(), new AttributeValue.Text(maker)));
        }
        kind.attributes().stream()
                .filter(trait -> !kind.options().containsKey(trait.name()))
                .map(trait -> attribute(trait.name(), value(dice, trait)))
                .forEach(attributes::add);
        long picture = Math.floorMod(dice.number(), 100_000);
        List<DemoVariant> variants = variants(dice, kind, number);
        double popularity = Math.exp(dice.normal() * 1.25);
        double quality = Math.clamp(4.15 + dice.normal() * 0.45, 2.4, 4.9);
        return new DemoProduct(
                number,
                kind,
                title,
                brand,
                description(dice, kind, brand, title),
                List.copyOf(attributes),
                variants,
                pictures(kind, variants.getFirst().colour(), picture),
                popularity,
                quality,
                dice.chance(0.55) ? 0 : dice.between(1, words.sellers().size() - 1));
    }

    private String title(Dice dice, Vocabulary.Kind kind, String noun, int round) {
        for (int attempt = 0; ; attempt++) {
            String title = kind.titledBy() == null
                    ? model(dice, kind, attempt) + " " + noun
                    : round < kind.nouns().size() && attempt == 0 ? kind.nouns().get(round) : work(dice, kind);
            if (titles.add(title)) {
                return title;
            }
        }
    }

    private String model(Dice dice, Vocabulary.Kind kind, int attempt) {
        String model = dice.pick(words.models().getOrDefault(kind.department(), List.of("Classic")));
        return attempt < 6
                ? model
                : model + " " + List.of("II", "III", "Plus", "Mini", "Pro", "X").get(attempt % 6);
    }

    private String work(Dice dice, Vocabulary.Kind kind) {
        Vocabulary.Titles parts = words.titles();
        String suffix = kind.subcategory().equals("Puzzles") ? " Puzzle" : "";
        return switch (dice.between(0, 2)) {
            case 0 -> "The " + dice.pick(parts.adjectives()) + " " + dice.pick(parts.nouns()) + suffix;
            case 1 -> "A " + dice.pick(parts.nouns()) + " of " + dice.pick(parts.places()) + suffix;
            default -> dice.pick(parts.nouns()) + " and " + dice.pick(parts.nouns()) + suffix;
        };
    }

    private static Attribute attribute(String label, AttributeValue value) {
        String name = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return new Attribute(name, label, value);
    }

    private static AttributeValue value(Dice dice, Vocabulary.Trait trait) {
        if (trait.values() != null) {
            return new AttributeValue.Text(dice.pick(trait.values()));
        }
        if (trait.low() != null && trait.high() != null && trait.step() != null) {
            int steps = (int) Math.round((trait.high() - trait.low()) / trait.step());
            BigDecimal number = new BigDecimal(trait.low() + dice.between(0, steps) * trait.step(), new MathContext(6))
                    .setScale(2, RoundingMode.HALF_UP);
            String unit = trait.unit() == null || trait.unit().isEmpty() ? null : trait.unit();
            return new AttributeValue.Decimal(number, unit);
        }
        return new AttributeValue.Flag(dice.chance(trait.share() == null ? 0.5 : trait.share()));
    }

    private List<DemoVariant> variants(Dice dice, Vocabulary.Kind kind, int number) {
        int palette = kind.colours().size();
        int colours = kind.titledBy() != null ? 1 : Math.min(palette, dice.between(1, 4));
        int firstColour = dice.between(0, palette - 1);
        double base = Math.exp(dice.between(
                Math.log(kind.price().get(0)), Math.log(kind.price().get(1))));
        boolean reduced = dice.chance(0.16);
        int rival = dice.chance(0.3) ? dice.between(1, 11) : -1;
        List<DemoVariant> variants = new ArrayList<>();
        for (int c = 0; c < colours; c++) {
            String colour = kind.colours().get((firstColour + c) % palette);
            for (Choice choice : choices(kind)) {
                long price = priced(base * choice.factor() * (reduced ? 0.8 : 1));
                Map<String, String> options = new LinkedHashMap<>();
                if (kind.titledBy() == null) {
                    options.put("Colour", colour);
                }
                options.putAll(choice.options());
                int stock = dice.chance(0.06) ? 0 : dice.chance(0.06) ? dice.between(1, 4) : dice.between(8, 140);
                variants.add(new DemoVariant(
                        "PD-%05d-%02d".formatted(number + 1, variants.size() + 1),
                        options,
                        colour,
                        price,
                        reduced ? priced(base * choice.factor()) : null,
                        rival,
                        priced(base * choice.factor() * dice.between(1.02, 1.14)),
                        (int) Math.round(kind.grams() * choice.factor()),
                        stock));
            }
        }
        return List.copyOf(variants);
    }

    /** Every combination of a kind's options besides colour, with what it does to the price. */
    private static List<Choice> choices(Vocabulary.Kind kind) {
        List<Choice> choices = new ArrayList<>(List.of(new Choice(Map.of(), 1)));
        for (Map.Entry<String, List<String>> option : kind.options().entrySet()) {
            double step = STEP_UP.getOrDefault(option.getKey(), 0.0);
            List<Choice> more = new ArrayList<>();
            for (Choice choice : choices) {
                for (int i = 0; i < option.getValue().size(); i++) {
                    Map<String, String> options = new LinkedHashMap<>(choice.options());
                    options.put(option.getKey(), option.getValue().get(i));
                    more.add(new Choice(options, choice.factor() * (1 + step * i)));
                }
            }
            choices = more;
        }
        return choices;
    }

    private record Choice(Map<String, String> options, double factor) {}

    /** Cents as shops write prices: 8.90, 24.95, 129.00, 1 249.00. */
    private static long priced(double euros) {
        if (euros < 20) {
            return Math.round(Math.floor(euros)) * 100 + 90;
        }
        if (euros < 100) {
            return Math.round(Math.floor(euros)) * 100 + 95;
        }
        return Math.round(euros < 400 ? euros : Math.round(euros / 10) * 10 - 1) * 100;
    }

    private static List<String> pictures(Vocabulary.Kind kind, String colour, long picture) {
        List<String> urls = new ArrayList<>();
        for (Angle angle : Angle.values()) {
            urls.add(picture(kind.drawing(), colour, picture, angle));
        }
        return List.copyOf(urls);
    }

    static String picture(String drawing, String colour, long picture, Angle angle) {
        if (Drawing.bySlug(drawing).isEmpty()) {
            throw new IllegalArgumentException("there is no drawing " + drawing);
        }
        return "/pictures/%s/%s-%d-%s.svg"
                .formatted(
                        drawing,
                        colour.toLowerCase(Locale.ROOT),
                        picture,
                        angle.name().toLowerCase(Locale.ROOT));
    }

    /** The address of the same model's picture in another colour. */
    static String recoloured(String url, String from, String to) {
        return url.replace("/" + from.toLowerCase(Locale.ROOT) + "-", "/" + to.toLowerCase(Locale.ROOT) + "-");
    }

    private static String description(Dice dice, Vocabulary.Kind kind, String brand, String title) {
        List<String> features = new ArrayList<>(kind.features());
        String first = take(dice, features);
        String second = take(dice, features);
        String third = features.isEmpty() || dice.chance(0.4) ? null : take(dice, features);
        String opening = kind.titledBy() != null
                ? first
                : switch (dice.between(0, 3)) {
                    case 0 -> "The " + title + " is " + brand + "'s answer to a simple wish: one that lasts. " + first;
                    case 1 -> brand + " has made these for years and changed only what needed changing. " + first;
                    case 2 -> "Made to be used every day. " + first;
                    default -> "A plain, well-made thing from " + brand + ". " + first;
                };
        return opening + "\n\n" + second + (third == null ? "" : " " + third) + "\n\n" + closing(dice, kind);
    }

    private static String take(Dice dice, List<String> from) {
        return from.remove(dice.between(0, from.size() - 1));
    }

    private static @Nullable String closingFor(String department) {
        return switch (department) {
            case "Electronics" -> "Two years of warranty; spare parts are kept for seven.";
            case "Fashion" -> "True to size. If it does not fit, sending it back is free for thirty days.";
            case "Sport & Outdoors" -> "Tested on the hill behind the workshop and in weather we did not choose.";
            case "Beauty & Care" -> "Not tested on animals. The full list of ingredients is on the pack.";
            default -> null;
        };
    }

    private static String closing(Dice dice, Vocabulary.Kind kind) {
        String own = closingFor(kind.department());
        return own != null
                ? own
                : dice.pick(List.of(
                        "Thirty days to change your mind.",
                        "Packed in paper and cardboard only.",
                        "In the range since it was first asked for, and not about to leave it."));
    }
}

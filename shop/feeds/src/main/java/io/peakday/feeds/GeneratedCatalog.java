package io.peakday.feeds;

import io.peakday.catalog.ProductState;
import io.peakday.feeds.Embedded.AttributeJson;
import io.peakday.feeds.Embedded.MediaJson;
import io.peakday.feeds.NativeProduct.NativeOffer;
import io.peakday.feeds.NativeProduct.NativeVariant;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Believable products without end, the same for the same seed; for tests and measurements. Row {@code n} depends on the
 * seed and {@code n} only, so a longer sample begins with the shorter one.
 */
public final class GeneratedCatalog {
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> SELLERS = List.of(
            "Aldergate",
            "Bright & Co",
            "Casa Mora",
            "Dunmore Trading",
            "Elmwood",
            "Fjord Supply",
            "Granville",
            "Hearthside");
    private static final List<String> BRANDS = List.of(
            "Ambel",
            "Borealis",
            "Castor",
            "Dovre",
            "Estrella",
            "Fennel & Rye",
            "Gable",
            "Hollin",
            "Ilex",
            "Juno",
            "Kestrel",
            "Larkspur",
            "Meridian",
            "Norrland",
            "Ostra",
            "Pinnacle",
            "Quill",
            "Rowan",
            "Solace",
            "Tamar");
    private static final List<String> SERIES = List.of(
            "Aria", "Basalt", "Cedar", "Drift", "Ember", "Flint", "Grove", "Harbour", "Iris", "Juniper", "Kite",
            "Linden", "Moss", "Nova", "Orchard", "Pebble", "Quartz", "Ridge", "Sable", "Tide", "Umber", "Vale",
            "Willow", "Zephyr");
    private static final List<String> COLOURS =
            List.of("Black", "White", "Sand", "Forest", "Navy", "Brick", "Slate", "Saffron");
    private static final List<String> MATERIALS =
            List.of("oak", "steel", "linen", "wool", "cotton", "glass", "stoneware", "aluminium", "leather", "bamboo");
    private static final List<Kind> KINDS = List.of(
            new Kind(List.of("Home", "Lighting", "Table lamps"), "Table Lamp", 1900, 18_900, "W", 5, 60),
            new Kind(List.of("Home", "Lighting", "Floor lamps"), "Floor Lamp", 4900, 39_900, "W", 10, 100),
            new Kind(List.of("Home", "Furniture", "Chairs"), "Chair", 3900, 49_900, "cm", 75, 105),
            new Kind(List.of("Home", "Furniture", "Shelves"), "Shelf", 2900, 29_900, "cm", 40, 200),
            new Kind(List.of("Home", "Textiles", "Throws"), "Throw", 1900, 12_900, "cm", 120, 220),
            new Kind(List.of("Kitchen", "Cookware", "Saucepans"), "Saucepan", 1900, 15_900, "l", 1, 8),
            new Kind(List.of("Kitchen", "Appliances", "Kettles"), "Kettle", 2400, 14_900, "l", 1, 2),
            new Kind(List.of("Kitchen", "Appliances", "Toasters"), "Toaster", 2400, 18_900, "W", 600, 1800),
            new Kind(List.of("Kitchen", "Tableware", "Mugs"), "Mug", 600, 3900, "ml", 200, 500),
            new Kind(List.of("Electronics", "Audio", "Headphones"), "Headphones", 2900, 39_900, "h", 8, 60),
            new Kind(List.of("Electronics", "Audio", "Speakers"), "Speaker", 3900, 59_900, "W", 5, 200),
            new Kind(List.of("Electronics", "Computing", "Keyboards"), "Keyboard", 2900, 19_900, "g", 400, 1400),
            new Kind(List.of("Electronics", "Computing", "Monitors"), "Monitor", 12_900, 99_900, "cm", 55, 125),
            new Kind(List.of("Outdoor", "Bags", "Rucksacks"), "Rucksack", 3900, 24_900, "l", 12, 70),
            new Kind(List.of("Outdoor", "Footwear", "Walking boots"), "Walking Boots", 6900, 28_900, "g", 700, 1600),
            new Kind(List.of("Outdoor", "Camping", "Tents"), "Tent", 8900, 69_900, "kg", 1, 12),
            new Kind(List.of("Garden", "Tools", "Secateurs"), "Secateurs", 1200, 7900, "cm", 15, 25),
            new Kind(List.of("Garden", "Watering", "Watering cans"), "Watering Can", 1200, 6900, "l", 1, 15));

    /** A kind of product: where it belongs, its price span in cents, and its one measure. */
    private record Kind(List<String> path, String name, int lowest, int highest, String unit, int least, int most) {}

    private GeneratedCatalog() {}

    /**
     * Writes JSON Lines for the shipped mapping {@code generated}; the stream is flushed, not closed.
     *
     * @throws UncheckedIOException if the stream cannot be written
     */
    public static void write(OutputStream out, long seed, int products) {
        try {
            BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
            for (int n = 0; n < products; n++) {
                buffered.write(Embedded.MAPPER.writeValueAsBytes(product(seed, n)));
                buffered.write('\n');
            }
            buffered.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NativeProduct product(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + n);
        Kind kind = any(KINDS, random);
        String brand = any(BRANDS, random);
        String series = any(SERIES, random);
        String material = any(MATERIALS, random);
        int measure = random.nextInt(kind.least, kind.most + 1);
        String id = String.format(Locale.ROOT, "gen-%d-%07d", seed, n);
        String model = "" + (char) ('A' + random.nextInt(26)) + (100 + random.nextInt(900));
        String title = brand + " " + series + " " + kind.name + " " + model;
        List<NativeVariant> variants = new ArrayList<>();
        int price = random.nextInt(kind.lowest, kind.highest) / 100 * 100 + 99;
        int colours = 1 + random.nextInt(3);
        int first = random.nextInt(COLOURS.size());
        for (int i = 0; i < colours; i++) {
            variants.add(variant(id, COLOURS.get((first + i) % COLOURS.size()), colours > 1, price, random));
        }
        String description = "The " + series + " " + kind.name.toLowerCase(Locale.ROOT) + " by " + brand
                + " is made of "
                + material + " and measures " + measure + " " + kind.unit + ". Every part can be replaced, and it comes"
                + " with a " + (2 + random.nextInt(9)) + " year guarantee.";
        return new NativeProduct(
                id,
                null,
                ProductState.PUBLISHED,
                title,
                brand,
                null,
                kind.path,
                description,
                List.of(
                        new AttributeJson("material", "Material", material, null),
                        new AttributeJson("measure", "Measure", BigDecimal.valueOf(measure), kind.unit),
                        new AttributeJson("model", "Model", model, null),
                        new AttributeJson("dishwasher-safe", "Dishwasher safe", random.nextBoolean(), null)),
                variants,
                List.of(new MediaJson(
                        "/pictures/" + kind.name.toLowerCase(Locale.ROOT).replace(' ', '-') + "/"
                                + Math.floorMod(n, 997) + ".svg",
                        title,
                        800,
                        800)));
    }

    private static NativeVariant variant(
            String id, String colour, boolean several, int price, SplittableRandom random) {
        List<NativeOffer> offers = new ArrayList<>();
        int sellers = random.nextInt(4) == 0 ? 2 : 1;
        int first = random.nextInt(SELLERS.size());
        for (int i = 0; i < sellers; i++) {
            String seller = SELLERS.get((first + i) % SELLERS.size());
            long asked = price + i * 100L;
            Long list = random.nextInt(5) == 0 ? asked * 5 / 4 : null;
            String sellerId = seller.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
            offers.add(new NativeOffer(sellerId, seller, asked, "EUR", list, SINCE, null));
        }
        Map<String, String> options = new LinkedHashMap<>();
        if (several) {
            options.put("colour", colour);
        }
        return new NativeVariant(
                several ? id + "-" + colour.toLowerCase(Locale.ROOT) : id,
                null,
                options,
                100 + random.nextInt(20_000),
                "standard",
                offers,
                List.of(),
                random.nextInt(200));
    }

    private static <T> T any(List<T> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }
}

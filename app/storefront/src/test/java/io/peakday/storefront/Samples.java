package io.peakday.storefront;

import io.peakday.kernel.Money;
import io.peakday.storefrontkit.ProductCard;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Link;
import io.peakday.ui.Picture;
import java.util.ArrayList;
import java.util.List;

/** Hand-made view models: believable, long, short, missing and sold-out things, for looking at pages. */
final class Samples {
    static final List<Shell.Department> DEPARTMENTS = List.of(
            department("home-and-living", "Home & living", "home", "Lamps", "Armchairs", "Rugs", "Vases & bowls"),
            department("kitchen", "Kitchen & table", "kitchen", "Kettles", "Knives", "Pans", "Coffee makers"),
            department("sound-and-screens", "Sound & screens", "electronics", "Headphones", "Speakers", "Monitors"),
            department("outdoor-and-travel", "Outdoor & travel", "outdoor", "Rucksacks", "Tents", "Trail boots"),
            department("clothing", "Clothing", "fashion", "Jumpers", "Shirts", "Jackets", "Scarves"),
            department("books-and-paper", "Books & paper", "books", "Notebooks", "Cookery books", "Pens"));

    static Shell shell(String title) {
        return new Shell(
                title,
                "A description.",
                "/",
                true,
                "",
                "",
                DEPARTMENTS,
                List.of(new Link("Sales", "/sales")),
                new io.peakday.storefrontkit.Delivery("2–3 working days", euro(5000)));
    }

    static Money euro(long cents) {
        return Money.of(cents, "EUR");
    }

    static final String[][] THINGS = {
        {"Arden desk lamp with linen shade", "Norrland", "lamp", "#c96f3b", "8900", "11900", "46", "213"},
        {"Kettle 1.7 l with temperature hold", "Haus & Herd", "kettle", "#5f7a64", "7995", "", "42", "88"},
        {
            "Over-ear headphones Tern 2 with noise cancelling",
            "Halden Audio",
            "headphones",
            "#3f4a5a",
            "24900",
            "29900",
            "47",
            "1204"
        },
        {"Rucksack Fell 28 l", "Kestrel", "rucksack", "#7d8a3c", "13900", "", "44", "340"},
        {
            "Stoneware bowl, set of four, hand-glazed in the Ore Mountains, each one a little different",
            "Töpferei Erz",
            "bowl",
            "#b8a488",
            "5400",
            "",
            "0",
            "0"
        },
        {"Armchair Lund, bouclé", "Norrland", "chair", "#d9c9b0", "49900", "64900", "41", "57"},
        {"Trail boots Ridge mid", "Kestrel", "", "", "16900", "", "43", "412"},
        {"Field notes, dotted, 3-pack", "Papier Lindqvist", "book", "#34566b", "1290", "", "48", "2031"},
        {"Insulated bottle 0.75 l", "Kestrel", "bottle", "#a8452c", "3400", "3900", "45", "977"},
        {"Monitor 27″ 4K with USB-C and a height-adjustable stand", "Halden", "", "", "37900", "", "39", "15"},
    };

    static ProductCard card(int index) {
        String[] t = THINGS[index % THINGS.length];
        Picture picture = t[2].isEmpty()
                ? Picture.none(t[0], index % 2 == 0 ? "shoes" : "computers")
                : Picture.of("pictures/" + t[2] + "-" + t[3].substring(1) + ".svg", t[0], 640, 640, "parcel");
        return new ProductCard(
                "/p/thing-" + index,
                List.of(new ProductCard.Piece(t[0], false)),
                t[1],
                picture,
                euro(Long.parseLong(t[4])),
                t[5].isEmpty() ? null : euro(Long.parseLong(t[5])),
                index % 3 == 0,
                Integer.parseInt(t[6]) / 10.0,
                Integer.parseInt(t[7]),
                index % 10 != 9,
                index % 3 == 0 ? 4 : 1,
                index % 10 != 9 ? "Delivery in 2–3 working days" : "");
    }

    static List<ProductCard> cards(int from, int count) {
        List<ProductCard> cards = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            cards.add(card(i));
        }
        return cards;
    }

    private static Shell.Department department(String slug, String name, String shape, String... children) {
        List<Link> links = new ArrayList<>();
        for (String child : children) {
            links.add(new Link(child, "/c/" + child.toLowerCase().replace(' ', '-')));
        }
        return new Shell.Department(slug, name, shape, links);
    }

    private Samples() {}
}

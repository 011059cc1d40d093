package io.peakday.storefront;

import static io.peakday.storefront.Samples.card;
import static io.peakday.storefront.Samples.cards;
import static io.peakday.storefront.Samples.euro;
import static io.peakday.storefront.Samples.shell;

import io.peakday.storefront.browse.BrowseView;
import io.peakday.storefront.browse.BrowseView.Choice;
import io.peakday.storefront.browse.BrowseView.FacetView;
import io.peakday.storefront.cart.CartPageView;
import io.peakday.storefront.home.HomeView;
import io.peakday.storefront.product.ProductView;
import io.peakday.storefrontkit.HomeShelves;
import io.peakday.storefrontkit.ProductParts;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Form;
import io.peakday.ui.Link;
import io.peakday.ui.Pager;
import io.peakday.ui.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Every page with sample content, by the name of the file it is written to. */
final class SamplePages {
    record Sample(String template, Object view) {}

    static Map<String, Sample> all() {
        Map<String, Sample> pages = new LinkedHashMap<>();
        pages.put("home", new Sample("home/page", home()));
        pages.put("category", new Sample("browse/page", category()));
        pages.put("nothing", new Sample("browse/page", nothing()));
        pages.put("product", new Sample("product/page", product(true)));
        pages.put("product-out", new Sample("product/page", product(false)));
        pages.put("cart", new Sample("cart/page", cart(false)));
        pages.put("cart-empty", new Sample("cart/page", cart(true)));
        pages.putAll(SampleAccountPages.all());
        pages.put(
                "guide",
                new Sample("ui/guide", Form.of(Map.of("name", "Marta")).error("wrong", "This is not how it goes.")));
        return pages;
    }

    static HomeView home() {
        List<HomeView.Department> departments = new ArrayList<>();
        int i = 0;
        for (Shell.Department d : Samples.DEPARTMENTS) {
            departments.add(new HomeView.Department(
                    d.name(), d.href(), card(new int[] {0, 1, 2, 3, 4, 7}[i++]).picture(), "320 products"));
        }
        return new HomeView(
                shell("Peakday: good things for the days ahead"),
                List.of(
                        new Link("desk lamp", "/search?q=desk+lamp"),
                        new Link("headphones", "/search?q=headphones"),
                        new Link("trail boots", "/search?q=trail+boots"),
                        new Link("kettle", "/search?q=kettle")),
                List.of(card(5), card(2), card(1)),
                departments,
                cards(0, 8),
                List.of(card(5), card(0), card(2), card(8), card(15), card(10)),
                cards(3, 7),
                HomeShelves.Drawn.NOTHING);
    }

    static BrowseView category() {
        List<Choice> brands = new ArrayList<>();
        for (String b : List.of("Norrland", "Haus & Herd", "Kestrel", "Halden Audio", "Töpferei Erz")) {
            brands.add(new Choice(b, "#", 7 * b.length(), b.equals("Norrland"), 0, 0));
        }
        return new BrowseView(
                shell("Lamps").department("home-and-living"),
                List.of(new Link("Home", "/"), new Link("Home & living", "/c/home-and-living")),
                "Lamps",
                "",
                1284,
                null,
                null,
                false,
                List.of(
                        new Link("Desk lamps", "#"),
                        new Link("Floor lamps", "#"),
                        new Link("Pendants", "#"),
                        new Link("Wall lamps", "#"),
                        new Link("Bulbs", "#")),
                List.of(),
                List.of(
                        new FacetView(
                                "category",
                                "Category",
                                FacetView.Kind.LINKS,
                                true,
                                List.of(
                                        new Choice("Home & living", "#", 1284, false, 0, 0),
                                        new Choice("Lamps", "#", 310, true, 1, 0),
                                        new Choice("Desk lamps", "#", 120, false, 2, 0)),
                                List.of()),
                        new FacetView("brand", "Brand", FacetView.Kind.CHECKS, true, brands, brands),
                        new FacetView(
                                "price",
                                "Price",
                                FacetView.Kind.CHECKS,
                                true,
                                List.of(
                                        new Choice("Under €25", "#", 12, false, 0, 0),
                                        new Choice("€25 to €50", "#", 301, false, 0, 0),
                                        new Choice("€50 to €100", "#", 77, true, 0, 0)),
                                List.of()),
                        new FacetView(
                                "rating",
                                "Rating",
                                FacetView.Kind.STARS,
                                true,
                                List.of(
                                        new Choice("& up", "#", 700, false, 0, 4),
                                        new Choice("& up", "#", 900, false, 0, 3)),
                                List.of()),
                        new FacetView("attr.material", "Material", FacetView.Kind.CHECKS, false, brands, List.of())),
                List.of(new Link("Norrland", "#"), new Link("€50 to €100", "#")),
                "#",
                List.of(
                        new BrowseView.SortOption("Best match", "#", true),
                        new BrowseView.SortOption("Lowest price", "#", false)),
                cards(0, 24),
                new Pager(3, 54, p -> "?page=" + p));
    }

    static BrowseView nothing() {
        return new BrowseView(
                shell("xylofon").query("xylofon"),
                List.of(),
                "xylofon",
                "xylofon",
                0,
                new Link("xylophone", "#"),
                null,
                false,
                List.of(),
                List.of(
                        new Link("Home & living", "#"),
                        new Link("Kitchen & table", "#"),
                        new Link("Books & paper", "#")),
                List.of(),
                List.of(),
                "/search",
                List.of(),
                cards(0, 5),
                new Pager(1, 1, p -> ""));
    }

    static ProductView product(boolean available) {
        Picture one = card(2).picture();
        return new ProductView(
                shell("Over-ear headphones Tern 2"),
                UUID.randomUUID(),
                "tern-2",
                UUID.randomUUID(),
                List.of(new Link("Home", "/"), new Link("Sound & screens", "#"), new Link("Headphones", "#")),
                "Over-ear headphones Tern 2 with noise cancelling",
                "Halden Audio",
                "#",
                available
                        ? List.of(one, card(0).picture(), card(3).picture())
                        : List.of(Picture.none("Headphones", "electronics")),
                List.of(
                        new ProductView.Picker(
                                "Colour",
                                "Slate",
                                true,
                                List.of(
                                        new ProductView.Value("Slate", "#", true, true, "#3f4a5a"),
                                        new ProductView.Value("Sand", "#", false, true, "#d9c9b0"),
                                        new ProductView.Value("Ember", "#", false, false, "#c9552b"))),
                        new ProductView.Picker(
                                "Cable",
                                "1.5 m",
                                false,
                                List.of(
                                        new ProductView.Value("None", "#", false, true, ""),
                                        new ProductView.Value("1.5 m", "#", true, true, ""),
                                        new ProductView.Value("3 m", "#", false, false, "")))),
                new ProductView.OfferLine("Halden Direct", euro(24900), euro(29900)),
                List.of(
                        new ProductView.OfferLine("Klangwerk", euro(25900), null),
                        new ProductView.OfferLine("Nordic Sound", euro(27400), null)),
                available
                        ? new ProductView.StockLine("warn", "Only 3 left", 3)
                        : new ProductView.StockLine("bad", "Out of stock", 0),
                "With you in 2–3 working days, free of charge",
                List.of(
                        "Tern 2 keeps the world at arm's length without shutting it out: two microphones on each side listen, and what you do not need is cancelled before it reaches your ear.",
                        "The band is steel, the cushions are wool felt over memory foam and can be replaced without tools. Thirty-eight hours on one charge; ten minutes of charging give four more."),
                List.of(
                        new ProductView.Spec("Weight", "268 g"),
                        new ProductView.Spec("Battery life", "38 h"),
                        new ProductView.Spec("Bluetooth", "5.4"),
                        new ProductView.Spec("Noise cancelling", "Yes"),
                        new ProductView.Spec("Material", "Steel, wool felt, recycled polycarbonate")),
                "HA-TERN2-SLT",
                new ProductParts(List.of(), true),
                cards(0, 7),
                "{\"@context\":\"https://schema.org\"}");
    }

    static CartPageView cart(boolean empty) {
        List<CartPageView.Line> lines = new ArrayList<>();
        for (int i : new int[] {0, 2, 4}) {
            var c = card(i);
            lines.add(new CartPageView.Line(
                    UUID.randomUUID(),
                    c.href(),
                    c.plainTitle(),
                    i == 2 ? "Slate · 1.5 m" : "",
                    "Norrland Living",
                    c.picture(),
                    i == 0 ? 2 : 1,
                    c.price(),
                    c.price().times(i == 0 ? 2 : 1),
                    i == 2 ? euro(22900) : null,
                    9,
                    i == 4 ? "Only 1 left" : "",
                    "warn",
                    i == 4 ? Instant.parse("2026-11-27T12:10:00Z") : null,
                    true));
        }
        var gone = new CartPageView.Line(
                UUID.randomUUID(),
                null,
                "No longer in our range",
                "",
                "",
                Picture.none("", "parcel"),
                1,
                null,
                null,
                null,
                0,
                "Cannot be bought any more",
                "bad",
                null,
                false);
        lines.add(gone);
        return new CartPageView(
                shell("Your cart"),
                empty ? List.of() : lines,
                empty ? List.of() : List.of(lines.get(1)),
                4,
                euro(4812),
                empty ? "" : "tag",
                empty
                        ? List.of()
                        : List.of(
                                "Over-ear headphones Tern 2 now costs €249.00 instead of €229.00.",
                                "Only 1 of the stoneware bowls is left."),
                false,
                euro(188),
                96,
                3,
                null,
                cards(5, 6));
    }

    private SamplePages() {}
}

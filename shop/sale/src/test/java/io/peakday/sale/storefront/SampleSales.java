package io.peakday.sale.storefront;

import io.peakday.kernel.Money;
import io.peakday.sale.SaleState;
import io.peakday.sale.storefront.SaleView.Item;
import io.peakday.sale.storefront.SaleView.Moment;
import io.peakday.sale.storefront.SaleView.Outcome;
import io.peakday.storefrontkit.Delivery;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Link;
import io.peakday.ui.Picture;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages of sale days with sample content, in every phase and with every outcome. */
final class SampleSales {
    private static final SaleTimes TIMES = new SaleTimes(ZoneId.of("Europe/Berlin"));
    private static final Instant NOON = Instant.parse("2026-11-27T11:00:00Z");
    private static final String ID = "019a0000-0000-7000-8000-000000000001";

    record Sample(String template, Object view) {}

    private SampleSales() {}

    static Map<String, Sample> all() {
        Map<String, Sample> pages = new LinkedHashMap<>();
        pages.put(
                "sales",
                list(List.of(item(SaleState.OPEN, 37, 21)), List.of(item(SaleState.PLANNED, 100, 0), longOne())));
        pages.put("sales-none", list(List.of(), List.of()));
        pages.put("sale-planned", page(item(SaleState.PLANNED, 100, 0)));
        pages.put("sale-open", page(item(SaleState.OPEN, 37, 21)));
        pages.put("sale-soldout", page(item(SaleState.OPEN, 0, 21)));
        pages.put("sale-gone", page(item(SaleState.OPEN, 0, 0)));
        pages.put("sale-paused", page(item(SaleState.PAUSED, 37, 21)));
        pages.put("sale-over", page(item(SaleState.STOPPED, 0, 0)));
        pages.put("sale-long", page(longOne()));
        Moment until = new Moment(NOON.plusSeconds(600), TIMES.words(NOON), TIMES.clock(NOON.plusSeconds(600)));
        pages.put("claim-claimed", claim(new Outcome("claimed", 1, until)));
        pages.put("claim-already-claimed", claim(new Outcome("already-claimed", 2, until)));
        pages.put("claim-waiting", claim(new Outcome("waiting", 1_204, null)));
        pages.put("claim-waiting-early", claim(new Outcome("waiting", -1, null)));
        pages.put("claim-challenge", claim(new Outcome("challenge", 0, until, "c2FtcGxl")));
        for (String kind :
                List.of("bought", "expired", "sold-out", "not-open", "limit-reached", "busy", "none", "released")) {
            pages.put("claim-" + kind, claim(Outcome.of(kind)));
        }
        return pages;
    }

    private static Sample list(List<Item> running, List<Item> coming) {
        return new Sample("sale/list", new SaleView.ListPage(shell("Sales"), running, coming));
    }

    private static Sample page(Item item) {
        return new Sample(
                "sale/page",
                new SaleView.Page(shell(item.name()), item, List.of(longOne(), item(SaleState.OPEN, 3, 4))));
    }

    private static Sample claim(Outcome outcome) {
        return new Sample(
                "sale/claim", new SaleView.ClaimPage(shell("Your claim"), item(SaleState.OPEN, 37, 21), outcome));
    }

    private static Item item(SaleState state, int available, int held) {
        return item(
                "Tern 2 in slate",
                "Over-ear headphones Tern 2 with noise cancelling, Slate, 1.5 m",
                Picture.of("pictures/headphones.svg", "Headphones", 640, 640, "parcel"),
                euro(24900),
                state,
                available,
                held,
                1);
    }

    private static Item longOne() {
        return item(
                "Stoneware bowls, set of four, hand-glazed in the Ore Mountains, each one a little different from the others",
                "",
                Picture.none("Bowls", "kitchen"),
                null,
                SaleState.PLANNED,
                100_000,
                0,
                4);
    }

    private static Item item(
            String name,
            String item,
            Picture picture,
            @Nullable Money usual,
            SaleState state,
            int available,
            int held,
            int perCustomer) {
        return new Item(
                ID,
                ID,
                name,
                item,
                "/p/tern-2",
                picture,
                euro(14900),
                usual,
                state,
                Math.max(100, available),
                available,
                held,
                perCustomer,
                "10 minutes",
                new Moment(NOON, TIMES.words(NOON), TIMES.brief(NOON)),
                new Moment(
                        NOON.plusSeconds(7200),
                        TIMES.words(NOON.plusSeconds(7200)),
                        TIMES.brief(NOON.plusSeconds(7200))),
                perCustomer > 1,
                state == SaleState.PLANNED);
    }

    private static Money euro(long cents) {
        return Money.of(cents, "EUR");
    }

    private static Shell shell(String title) {
        return new Shell(
                title,
                null,
                null,
                true,
                "",
                "/sales",
                List.of(),
                List.of(new Link("Sales", "/sales")),
                Delivery.UNKNOWN);
    }
}

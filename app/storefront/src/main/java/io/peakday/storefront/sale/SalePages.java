package io.peakday.storefront.sale;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.VariantView;
import io.peakday.kernel.Money;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleNow;
import io.peakday.storefront.layout.Cards;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefront.sale.SaleView.Item;
import io.peakday.storefront.sale.SaleView.ListPage;
import io.peakday.storefront.sale.SaleView.Moment;
import io.peakday.ui.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the pages about sales from the sales and the catalogue. */
public final class SalePages {
    private final Catalog catalog;
    private final PageLayouts layouts;
    private final SaleTimes times;

    public SalePages(Catalog catalog, PageLayouts layouts, SaleTimes times) {
        this.catalog = catalog;
        this.layouts = layouts;
        this.times = times;
    }

    /** @param items all of the sale; {@code id} is of the one whose page it is */
    public SaleView.Page page(List<SaleNow> items, UUID id, Instant now) {
        List<Item> all = items(items, now);
        Item item = all.stream()
                .filter(one -> one.id().equals(id.toString()))
                .findFirst()
                .orElseThrow();
        return new SaleView.Page(
                layouts.of(item.name())
                        .describe(
                                item.name() + " in a sale: opens "
                                        + item.opens().words() + ".",
                                item.path()),
                item,
                all.stream().filter(one -> !one.id().equals(item.id())).toList());
    }

    public ListPage list(List<SaleNow> sales, Instant now) {
        List<Item> items = items(sales, now);
        return new ListPage(
                layouts.of("Sales")
                        .describe("A few items, one moment: the sales that are running and coming.", "/sales"),
                items.stream().filter(item -> !item.phase().equals("planned")).toList(),
                items.stream().filter(item -> item.phase().equals("planned")).toList());
    }

    public SaleView.ClaimPage claim(SaleNow sale, SaleView.Outcome outcome, Instant now) {
        return new SaleView.ClaimPage(layouts.personal(sale.sale().name()), item(sale, now), outcome);
    }

    public Moment moment(Instant at) {
        return new Moment(at, times.words(at), times.clock(at));
    }

    private List<Item> items(List<SaleNow> sales, Instant now) {
        Map<UUID, VariantView> variants = catalog.variants(
                sales.stream().map(one -> one.sale().variantId()).toList());
        return sales.stream()
                .map(one -> item(one, variants.get(one.sale().variantId()), now))
                .toList();
    }

    private Item item(SaleNow now, Instant at) {
        return items(List.of(now), at).getFirst();
    }

    private Item item(SaleNow now, @Nullable VariantView variant, Instant at) {
        Sale sale = now.sale();
        return new Item(
                sale.id().toString(),
                sale.groupId().toString(),
                sale.name(),
                variant == null ? "" : called(variant, sale.name()),
                variant == null || !variant.purchasable() ? "" : "/p/" + variant.slug(),
                variant == null
                        ? Picture.none(sale.name(), "parcel")
                        : Cards.picture(variant.picture(), variant.title(), layouts.tree(), variant.categoryId()),
                sale.price(),
                variant == null ? null : usual(variant, sale.price()),
                sale.stateAt(at),
                sale.allocated(),
                now.count().available(),
                now.count().held(),
                sale.perCustomer(),
                SaleTimes.span(sale.hold()),
                new Moment(sale.opensAt(), times.words(sale.opensAt()), times.brief(sale.opensAt())),
                new Moment(sale.closesAt(), times.words(sale.closesAt()), times.brief(sale.closesAt())),
                sale.accessCode() != null,
                sale.admission() != null);
    }

    /** The product and its options, as far as the sale's name does not say them. */
    private static String called(VariantView variant, String name) {
        String options = String.join(", ", variant.options().values());
        if (variant.title().equalsIgnoreCase(name.strip())) {
            return options;
        }
        return options.isEmpty() ? variant.title() : variant.title() + ", " + options;
    }

    private static @Nullable Money usual(VariantView variant, Money price) {
        Money usual = variant.price();
        return usual != null && usual.currency().equals(price.currency()) && usual.compareTo(price) > 0 ? usual : null;
    }
}

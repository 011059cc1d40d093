package io.peakday.sale.storefront;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Category;
import io.peakday.catalog.Media;
import io.peakday.catalog.VariantView;
import io.peakday.kernel.Money;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleNow;
import io.peakday.sale.storefront.SaleView.Item;
import io.peakday.sale.storefront.SaleView.ListPage;
import io.peakday.sale.storefront.SaleView.Moment;
import io.peakday.storefrontkit.Shapes;
import io.peakday.storefrontkit.StorefrontContext;
import io.peakday.ui.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the pages about sales from the sales and the catalogue. */
final class SalePages {
    private static final String LIST = "/sales";

    private final Catalog catalog;
    private final StorefrontContext context;
    private final SaleTimes times;

    SalePages(Catalog catalog, StorefrontContext context, SaleTimes times) {
        this.catalog = catalog;
        this.context = context;
        this.times = times;
    }

    /** @param items all of the sale; {@code id} is of the one whose page it is */
    SaleView.Page page(List<SaleNow> items, UUID id, Instant now) {
        List<Item> all = items(items, now);
        Item item = all.stream()
                .filter(one -> one.id().equals(id.toString()))
                .findFirst()
                .orElseThrow();
        return new SaleView.Page(
                context.of(item.name())
                        .describe(
                                item.name() + " in a sale: opens "
                                        + item.opens().words() + ".",
                                item.path())
                        .current(LIST),
                item,
                all.stream().filter(one -> !one.id().equals(item.id())).toList());
    }

    ListPage list(List<SaleNow> sales, Instant now) {
        List<Item> items = items(sales, now);
        return new ListPage(
                context.of("Sales")
                        .describe("A few items, one moment: the sales that are running and coming.", LIST)
                        .current(LIST),
                items.stream().filter(item -> !item.phase().equals("planned")).toList(),
                items.stream().filter(item -> item.phase().equals("planned")).toList());
    }

    SaleView.ClaimPage claim(SaleNow sale, SaleView.Outcome outcome, Instant now) {
        return new SaleView.ClaimPage(context.personal(sale.sale().name()).current(LIST), item(sale, now), outcome);
    }

    Moment moment(Instant at) {
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
                variant == null ? Picture.none(sale.name(), "parcel") : picture(variant),
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

    private Picture picture(VariantView variant) {
        UUID category = variant.categoryId();
        String shape = category == null
                ? "parcel"
                : Shapes.of(catalog.categories().path(category).stream()
                        .map(Category::name)
                        .toList());
        Media picture = variant.picture();
        if (picture == null) {
            return Picture.none(variant.title(), shape);
        }
        String alt = picture.alt().isEmpty() ? variant.title() : picture.alt();
        return Picture.of(picture.url(), alt, picture.width(), picture.height(), shape);
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

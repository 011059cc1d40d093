package io.peakday.storefront.product;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CategoryTree;
import io.peakday.catalog.Media;
import io.peakday.catalog.Offer;
import io.peakday.catalog.Product;
import io.peakday.catalog.Seller;
import io.peakday.catalog.Variant;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.StockLevel;
import io.peakday.search.Search;
import io.peakday.search.SearchRequest;
import io.peakday.search.Sort;
import io.peakday.storefront.layout.Cards;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefront.product.ProductView.OfferLine;
import io.peakday.storefront.product.ProductView.Spec;
import io.peakday.storefront.product.ProductView.StockLine;
import io.peakday.storefrontkit.Delivery;
import io.peakday.storefrontkit.ProductCard;
import io.peakday.storefrontkit.ProductParts;
import io.peakday.storefrontkit.ProductSlot;
import io.peakday.storefrontkit.ProductSlots;
import io.peakday.ui.Picture;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the page of one product from catalogue, stock and what other modules show of it. */
public final class ProductPage {
    private static final int FEW = 5;
    private static final int MOST_AT_ONCE = 10;
    private static final int RELATED = 12;
    private static final int DESCRIBED = 155;
    /** How long a page is kept that lacks a part. */
    static final Duration LACKING = Duration.ofSeconds(1);

    private final Catalog catalog;
    private final Inventory inventory;
    private final ProductSlots slots;
    private final Search search;
    private final PageLayouts layouts;
    private final Delivery delivery;

    public ProductPage(
            Catalog catalog,
            Inventory inventory,
            ProductSlots slots,
            Search search,
            PageLayouts layouts,
            Delivery delivery) {
        this.catalog = catalog;
        this.inventory = inventory;
        this.slots = slots;
        this.search = search;
        this.layouts = layouts;
        this.delivery = delivery;
    }

    /**
     * The page.
     *
     * @param until when what is on it holds; null: until something changes
     */
    record Made(ProductView view, @Nullable Instant until) {}

    Made make(Product product, @Nullable String sku, ProductSlots.Asked asked, Instant now) {
        Map<UUID, StockLevel> levels = inventory.levels(variants(product));
        Function<Variant, Integer> stock = variant -> Optional.ofNullable(levels.get(variant.id()))
                .map(StockLevel::available)
                .orElse(0);
        Variant shown = shown(product, sku, variant -> stock.apply(variant) > 0, now);
        boolean plain = sku == null || !shown.sku().equals(sku);
        String base = plain ? "/p/" + product.slug() : Pickers.href(product.slug(), shown);
        CategoryTree tree = layouts.tree();
        List<OfferLine> offers = offers(shown, now);
        OfferLine best = offers.isEmpty() ? null : offers.getFirst();
        List<Picture> gallery = gallery(product, shown, tree);
        ProductParts parts = slots.draw(shownIn(product, base), asked);
        int available = stock.apply(shown);
        ProductView view = new ProductView(
                layouts.of(product.title())
                        .describe(summary(product.description()), "/p/" + product.slug())
                        .department(layouts.department(product.categoryId())),
                product.id(),
                product.slug(),
                shown.id(),
                layouts.path(product.categoryId()),
                product.title(),
                product.brand(),
                "/search?brand=" + URLEncoder.encode(product.brand(), StandardCharsets.UTF_8),
                gallery,
                new Pickers(
                                product.slug(),
                                product.variants(),
                                variant -> stock.apply(variant) > 0
                                        && catalog.offer(variant, now).isPresent())
                        .around(shown),
                best,
                offers.isEmpty() ? offers : offers.subList(1, offers.size()),
                stockLine(available),
                best == null ? "" : delivery.line(best.price()),
                paragraphs(product.description()),
                specs(product),
                shown.sku(),
                parts,
                related(product),
                StructuredData.of(product, shown, gallery, best, available > 0, parts.data()));
        return new Made(view, until(product, parts, now));
    }

    /** As slots see it, with the address of the page. */
    static ProductSlot.Product shownIn(Product product, String address) {
        return new ProductSlot.Product(product.id(), product.slug(), product.title(), variants(product), address);
    }

    private static List<UUID> variants(Product product) {
        return product.variants().stream().map(Variant::id).toList();
    }

    private Variant shown(Product product, @Nullable String sku, Predicate<Variant> inStock, Instant now) {
        return product.variants().stream()
                .filter(variant -> variant.sku().equals(sku))
                .findFirst()
                .or(() -> product.variants().stream()
                        .filter(inStock.and(
                                variant -> catalog.offer(variant, now).isPresent()))
                        .findFirst())
                .orElseGet(() -> product.variants().getFirst());
    }

    /** The best offer first, then every other seller's, cheapest first. */
    private List<OfferLine> offers(Variant variant, Instant now) {
        Optional<Offer> best = catalog.offer(variant, now);
        if (best.isEmpty()) {
            return List.of();
        }
        Map<UUID, String> names =
                catalog.sellers().stream().collect(Collectors.toMap(Seller::id, Seller::name, (a, b) -> a));
        List<OfferLine> lines = new ArrayList<>();
        lines.add(line(best.get(), names));
        variant.offers().stream()
                .filter(offer -> offer.validAt(now)
                        && !offer.sellerId().equals(best.get().sellerId())
                        && offer.price().currency().equals(best.get().price().currency()))
                .collect(Collectors.toMap(
                        Offer::sellerId,
                        Function.identity(),
                        (a, b) -> a.validFrom().isAfter(b.validFrom()) ? a : b))
                .values()
                .stream()
                .sorted(Comparator.comparing(Offer::price).thenComparing(Offer::id))
                .forEach(offer -> lines.add(line(offer, names)));
        return lines;
    }

    private static OfferLine line(Offer offer, Map<UUID, String> names) {
        return new OfferLine(names.getOrDefault(offer.sellerId(), "Peakday"), offer.price(), offer.listPrice());
    }

    private static List<Picture> gallery(Product product, Variant variant, CategoryTree tree) {
        List<Media> media = variant.media().isEmpty() ? product.media() : variant.media();
        return media.isEmpty()
                ? List.of(Cards.picture(null, product.title(), tree, product.categoryId()))
                : media.stream()
                        .map(picture -> Cards.picture(picture, product.title(), tree, product.categoryId()))
                        .toList();
    }

    private static StockLine stockLine(int available) {
        if (available <= 0) {
            return new StockLine("bad", "Out of stock", 0);
        }
        return available <= FEW
                ? new StockLine("warn", "Only " + available + " left", available)
                : new StockLine("good", "In stock", Math.min(MOST_AT_ONCE, available));
    }

    private static List<Spec> specs(Product product) {
        return product.attributes().stream()
                .map(attribute -> new Spec(attribute.label(), attribute.value().display()))
                .toList();
    }

    private List<ProductCard> related(Product product) {
        SearchRequest request =
                new SearchRequest("", product.categoryId(), Map.of(), Sort.BESTSELLING, 1, RELATED + 1, false);
        return Cards.of(
                search.search(request).hits().stream()
                        .filter(hit -> !hit.productId().equals(product.id()))
                        .limit(RELATED)
                        .toList(),
                layouts);
    }

    /** A page that lacks a part is made again after a moment. */
    private static @Nullable Instant until(Product product, ProductParts parts, Instant now) {
        Stream<Instant> ends = Stream.of(
                        Stream.ofNullable(parts.until()),
                        product.variants().stream().flatMap(variant -> variant.nextPriceChange(now).stream()),
                        parts.whole() ? Stream.<Instant>empty() : Stream.of(now.plus(LACKING)))
                .flatMap(Function.identity());
        return ends.min(Comparator.naturalOrder()).orElse(null);
    }

    private static List<String> paragraphs(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\n+"));
    }

    private static String summary(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= DESCRIBED) {
            return line;
        }
        int space = line.lastIndexOf(' ', DESCRIBED);
        return line.substring(0, space > 0 ? space : DESCRIBED) + "…";
    }
}

package io.peakday.catalog;

import io.peakday.catalog.ProductView.CategoryLink;
import io.peakday.catalog.ProductView.Price;
import io.peakday.catalog.ProductView.SellerOffer;
import io.peakday.catalog.ProductView.Specification;
import io.peakday.catalog.ProductView.VariantPrice;
import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders products for the API, as values for the controllers and as bytes to be kept ready. The bytes
 * stay true until the product's version, a name of a seller or the category tree changes, or until {@link #validUntil}, whichever is first.
 */
final class ProductJson {
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writerFor(ProductView.class);

    private final Catalog catalog;

    ProductJson(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What {@code GET /api/v1/products/{id}} answers at that instant: UTF-8 JSON. */
    byte[] bytes(Product product, Instant at) {
        return WRITER.writeValueAsBytes(forCustomers(product, at));
    }

    /** When the next announced price comes into force or ends; empty if none is announced. */
    Optional<Instant> validUntil(Product product, Instant at) {
        return product.variants().stream()
                .flatMap(variant -> variant.nextPriceChange(at).stream())
                .min(Comparator.naturalOrder());
    }

    /** With the offers that are valid then, and nothing internal. */
    ProductView forCustomers(Product product, Instant at) {
        return view(product, null, null, variant -> {
            List<Offer> valid = BestOffer.ranked(variant.offers(), at);
            return variant(variant, valid.stream().findFirst(), valid);
        });
    }

    /** With the state, the external id and every offer, those to come and those that ended included. */
    ProductView forStaff(Product product, Instant at) {
        return view(
                product,
                product.externalId(),
                product.state(),
                variant -> variant(variant, variant.bestOffer(at), variant.offers()));
    }

    private ProductView view(
            Product product,
            @Nullable String externalId,
            @Nullable ProductState state,
            Function<Variant, VariantPrice> variants) {
        return new ProductView(
                product.id(),
                externalId,
                product.slug(),
                product.title(),
                product.brand(),
                product.description(),
                state,
                product.version(),
                catalog.categories().path(product.categoryId()).stream()
                        .map(category -> new CategoryLink(category.id(), category.slug(), category.name()))
                        .toList(),
                product.attributes().stream().map(ProductJson::specification).toList(),
                product.media(),
                product.variants().stream().map(variants).toList(),
                product.createdAt(),
                product.updatedAt());
    }

    private static Specification specification(Attribute attribute) {
        String unit = attribute.value() instanceof AttributeValue.Decimal decimal ? decimal.unit() : null;
        return new Specification(attribute.name(), attribute.label(), ProductView.plain(attribute.value()), unit);
    }

    private VariantPrice variant(Variant variant, Optional<Offer> best, List<Offer> offers) {
        return new VariantPrice(
                variant.id(),
                variant.sku(),
                variant.gtin(),
                variant.options(),
                variant.weightGrams(),
                variant.taxClass(),
                best.map(offer -> Price.of(offer.price())).orElse(null),
                best.map(offer -> price(offer.listPrice())).orElse(null),
                offers.stream()
                        .map(offer -> new SellerOffer(
                                offer.id(),
                                offer.sellerId(),
                                catalog.seller(offer.sellerId())
                                        .map(Seller::name)
                                        .orElse(""),
                                Price.of(offer.price()),
                                price(offer.listPrice()),
                                offer.validFrom(),
                                offer.validTo()))
                        .toList(),
                variant.media());
    }

    private static @Nullable Price price(@Nullable Money money) {
        return money == null ? null : Price.of(money);
    }
}

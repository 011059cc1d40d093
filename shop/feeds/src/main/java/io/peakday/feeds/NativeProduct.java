package io.peakday.feeds;

import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.catalog.Media;
import io.peakday.catalog.Offer;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductState;
import io.peakday.catalog.Seller;
import io.peakday.catalog.Variant;
import io.peakday.feeds.Embedded.AttributeJson;
import io.peakday.feeds.Embedded.MediaJson;
import io.peakday.feeds.ImportedProduct.ImportedOffer;
import io.peakday.feeds.ImportedProduct.ImportedVariant;
import io.peakday.feeds.RowReader.BadField;
import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A product as a line of Peakday's own JSON Lines: whole, with categories and sellers by external id and name. */
record NativeProduct(
        @Nullable String id,
        @Nullable String slug,
        @Nullable ProductState state,
        @Nullable String title,
        @Nullable String brand,
        @Nullable String categoryId,
        @Nullable List<String> category,
        @Nullable String description,
        @Nullable List<AttributeJson> attributes,
        @Nullable List<NativeVariant> variants,
        @Nullable List<MediaJson> media) {

    record NativeVariant(
            @Nullable String sku,
            @Nullable String gtin,
            @Nullable Map<String, String> options,
            int weightGrams,
            @Nullable String taxClass,
            @Nullable List<NativeOffer> offers,
            @Nullable List<MediaJson> media,
            @Nullable Integer stock) {}

    /** Prices in minor units. */
    record NativeOffer(
            @Nullable String sellerId,
            @Nullable String seller,
            long price,
            @Nullable String currency,
            @Nullable Long listPrice,
            @Nullable Instant validFrom,
            @Nullable Instant validTo) {}

    static NativeProduct of(Product product, CategoryTree tree, Function<UUID, Seller> sellers) {
        return new NativeProduct(
                product.externalId(),
                product.slug(),
                product.state(),
                product.title(),
                product.brand(),
                tree.find(product.categoryId()).map(Category::externalId).orElse(null),
                tree.path(product.categoryId()).stream().map(Category::name).toList(),
                product.description(),
                product.attributes().stream().map(AttributeJson::of).toList(),
                product.variants().stream().map(variant -> of(variant, sellers)).toList(),
                product.media().stream().map(MediaJson::of).toList());
    }

    private static NativeVariant of(Variant variant, Function<UUID, Seller> sellers) {
        return new NativeVariant(
                variant.sku(),
                variant.gtin(),
                variant.options(),
                variant.weightGrams(),
                variant.taxClass(),
                variant.offers().stream().map(offer -> of(offer, sellers)).toList(),
                variant.media().stream().map(MediaJson::of).toList(),
                null);
    }

    private static NativeOffer of(Offer offer, Function<UUID, Seller> sellers) {
        Seller seller = sellers.apply(offer.sellerId());
        Money list = offer.listPrice();
        return new NativeOffer(
                seller.externalId(),
                seller.name(),
                offer.price().minor(),
                offer.price().currency().getCurrencyCode(),
                list == null ? null : list.minor(),
                offer.validFrom(),
                offer.validTo());
    }

    static ImportedProduct read(SourceRow row) throws BadField {
        try {
            NativeProduct product = Embedded.MAPPER.convertValue(row.fields(), NativeProduct.class);
            return product.imported();
        } catch (JacksonException e) {
            throw new BadField("", "This is not a product: " + e.getOriginalMessage());
        }
    }

    private ImportedProduct imported() throws BadField {
        if (id == null || title == null) {
            throw new BadField(id == null ? "id" : "title", "A product has an id and a title.");
        }
        List<io.peakday.catalog.Attribute> specifications = new ArrayList<>();
        for (AttributeJson attribute : present("attributes", attributes)) {
            specifications.add(attribute.attribute("attributes"));
        }
        List<ImportedVariant> imported = new ArrayList<>();
        for (NativeVariant variant : present("variants", variants)) {
            imported.add(imported(variant));
        }
        return new ImportedProduct(
                id,
                slug,
                state,
                title,
                Objects.requireNonNullElse(brand, ""),
                categoryId,
                present("category", category),
                Objects.requireNonNullElse(description, ""),
                specifications,
                imported,
                media(media));
    }

    private static ImportedVariant imported(NativeVariant variant) throws BadField {
        List<ImportedOffer> offers = new ArrayList<>();
        for (NativeOffer offer : present("offers", variant.offers)) {
            offers.add(imported(offer));
        }
        if (variant.stock != null && variant.stock < 0) {
            throw new BadField("stock", "Stock cannot be negative.");
        }
        Map<String, String> options = new LinkedHashMap<>();
        if (variant.options != null) {
            variant.options.forEach((name, value) -> options.put(name, Objects.requireNonNullElse(value, "")));
        }
        return new ImportedVariant(
                Objects.requireNonNullElse(variant.sku, ""),
                variant.gtin,
                options,
                variant.weightGrams,
                Objects.requireNonNullElse(variant.taxClass, "standard"),
                offers,
                media(variant.media),
                variant.stock);
    }

    private static ImportedOffer imported(NativeOffer offer) throws BadField {
        try {
            Currency currency = Currency.getInstance(Objects.requireNonNullElse(offer.currency, "EUR"));
            String seller = Objects.requireNonNullElse(offer.seller, "");
            return new ImportedOffer(
                    Objects.requireNonNullElse(offer.sellerId, seller),
                    seller,
                    new Money(offer.price, currency),
                    offer.listPrice == null ? null : new Money(offer.listPrice, currency),
                    offer.validFrom,
                    offer.validTo);
        } catch (IllegalArgumentException e) {
            throw new BadField("currency", "There is no such ISO 4217 currency.");
        }
    }

    private static List<Media> media(@Nullable List<MediaJson> media) throws BadField {
        return present("media", media).stream().map(MediaJson::media).toList();
    }

    private static <T> List<T> present(String field, @Nullable List<T> list) throws BadField {
        if (list == null) {
            return List.of();
        }
        if (list.stream().anyMatch(Objects::isNull)) {
            throw new BadField(field, "A list without null is expected here.");
        }
        return list;
    }
}

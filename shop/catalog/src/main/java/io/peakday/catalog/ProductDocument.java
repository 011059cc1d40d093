package io.peakday.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.peakday.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stored form of a product: what is versioned, compared and restored. Identity, version and state are columns beside
 * it. What has an order is a list of pairs, because {@code jsonb} keeps no order of keys. New fields must be optional:
 * old revisions are read with today's code.
 */
record ProductDocument(
        String slug,
        String title,
        String brand,
        UUID categoryId,
        String description,
        List<StoredAttribute> attributes,
        List<StoredVariant> variants,
        List<Media> media) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(
                    value -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(ProductDocument.class);
    private static final ObjectWriter WRITER = MAPPER.writerFor(ProductDocument.class);

    /** Exactly one of text, number and flag is there. */
    record StoredAttribute(
            String name,
            String label,
            @Nullable String text,
            @Nullable BigDecimal number,
            @Nullable String unit,
            @Nullable Boolean flag) {}

    record StoredOption(String name, String value) {}

    record StoredVariant(
            UUID id,
            String sku,
            @Nullable String gtin,
            List<StoredOption> options,
            int weightGrams,
            String taxClass,
            List<StoredOffer> offers,
            List<Media> media) {}

    /** Prices in minor units of the currency. */
    record StoredOffer(
            UUID id,
            UUID sellerId,
            long price,
            String currency,
            @Nullable Long listPrice,
            Instant validFrom,
            @Nullable Instant validTo) {}

    /** The columns beside the document. */
    record Head(UUID id, String externalId, ProductState state, long version, Instant createdAt, Instant updatedAt) {}

    static byte[] write(Product product) {
        return WRITER.writeValueAsBytes(new ProductDocument(
                product.slug(),
                product.title(),
                product.brand(),
                product.categoryId(),
                product.description(),
                product.attributes().stream().map(ProductDocument::stored).toList(),
                product.variants().stream().map(ProductDocument::stored).toList(),
                product.media()));
    }

    static Product read(Head head, byte[] json) {
        ProductDocument document = READER.readValue(json);
        return new Product(
                head.id,
                head.externalId,
                document.slug,
                document.title,
                document.brand,
                document.categoryId,
                document.description,
                document.attributes.stream().map(ProductDocument::attribute).toList(),
                document.variants.stream().map(ProductDocument::variant).toList(),
                document.media,
                head.state,
                head.version,
                head.createdAt,
                head.updatedAt);
    }

    static JsonNode tree(byte[] json) {
        return MAPPER.readTree(json);
    }

    private static StoredAttribute stored(Attribute attribute) {
        String name = attribute.name();
        String label = attribute.label();
        return switch (attribute.value()) {
            case AttributeValue.Text(String text) -> new StoredAttribute(name, label, text, null, null, null);
            case AttributeValue.Decimal(BigDecimal number, @Nullable String unit) ->
                new StoredAttribute(name, label, null, number, unit, null);
            case AttributeValue.Flag(boolean set) -> new StoredAttribute(name, label, null, null, null, set);
        };
    }

    private static Attribute attribute(StoredAttribute stored) {
        AttributeValue value;
        if (stored.number != null) {
            value = new AttributeValue.Decimal(stored.number, stored.unit);
        } else if (stored.flag != null) {
            value = new AttributeValue.Flag(stored.flag);
        } else {
            value = new AttributeValue.Text(stored.text == null ? "" : stored.text);
        }
        return new Attribute(stored.name, stored.label, value);
    }

    private static StoredVariant stored(Variant variant) {
        List<StoredOption> options = new ArrayList<>(variant.options().size());
        variant.options().forEach((name, value) -> options.add(new StoredOption(name, value)));
        return new StoredVariant(
                variant.id(),
                variant.sku(),
                variant.gtin(),
                options,
                variant.weightGrams(),
                variant.taxClass(),
                variant.offers().stream().map(ProductDocument::stored).toList(),
                variant.media());
    }

    private static Variant variant(StoredVariant stored) {
        Map<String, String> options = new LinkedHashMap<>();
        stored.options.forEach(option -> options.put(option.name, option.value));
        return new Variant(
                stored.id,
                stored.sku,
                stored.gtin,
                options,
                stored.weightGrams,
                stored.taxClass,
                stored.offers.stream().map(ProductDocument::offer).toList(),
                stored.media);
    }

    private static StoredOffer stored(Offer offer) {
        Money list = offer.listPrice();
        return new StoredOffer(
                offer.id(),
                offer.sellerId(),
                offer.price().minor(),
                offer.price().currency().getCurrencyCode(),
                list == null ? null : list.minor(),
                offer.validFrom(),
                offer.validTo());
    }

    private static Offer offer(StoredOffer stored) {
        return new Offer(
                stored.id,
                stored.sellerId,
                Money.of(stored.price, stored.currency),
                stored.listPrice == null ? null : Money.of(stored.listPrice, stored.currency),
                stored.validFrom,
                stored.validTo);
    }
}

package io.peakday.catalog;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as somebody wants it to be. Making one checks every field and throws {@code catalog.invalid-product} naming
 * all wrong ones; what only the database knows (is the category there, is the SKU free) is checked when it is saved.
 *
 * @param externalId null for a product made here
 * @param slug null to keep the present one, or to make one from the title
 * @param brand empty for none; spellings that differ only in case and punctuation are one brand
 */
public record ProductDraft(
        @Nullable String externalId,
        @Nullable String slug,
        String title,
        String brand,
        UUID categoryId,
        String description,
        List<Attribute> attributes,
        List<VariantDraft> variants,
        List<Media> media) {
    public ProductDraft {
        attributes = List.copyOf(attributes);
        variants = List.copyOf(variants);
        media = List.copyOf(media);
        Checks checks = new Checks();
        if (externalId != null) {
            Limits.checkText(checks, "externalId", externalId, 1, Limits.EXTERNAL_ID);
        }
        if (slug != null) {
            Limits.checkSlug(checks, "slug", slug);
        }
        Limits.checkText(checks, "title", title, 1, Limits.TITLE);
        Limits.checkText(checks, "brand", brand, 0, Limits.BRAND);
        Limits.checkText(checks, "description", description, 0, Limits.DESCRIPTION);
        checkAttributes(checks, attributes);
        checks.range("variants", variants.size(), 0, Limits.VARIANTS);
        Set<String> skus = new HashSet<>();
        for (int i = 0; i < variants.size(); i++) {
            VariantDraft variant = variants.get(i);
            variant.check(checks, "variants[" + i + "]");
            checks.require(
                    skus.add(variant.sku()), "variants[" + i + "].sku", "duplicate", "Two variants have this SKU.");
        }
        Limits.checkMedia(checks, "media", media);
        checks.orThrow("catalog.invalid-product", "This product has fields that must be put right.");
    }

    private static void checkAttributes(Checks checks, List<Attribute> attributes) {
        checks.range("attributes", attributes.size(), 0, Limits.ATTRIBUTES);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            String path = "attributes[" + i + "]";
            Limits.checkText(checks, path + ".name", attribute.name(), 1, Limits.ATTRIBUTE_NAME);
            Limits.checkText(checks, path + ".label", attribute.label(), 1, Limits.ATTRIBUTE_NAME);
            checks.require(names.add(attribute.name()), path + ".name", "duplicate", "Two attributes have this name.");
            switch (attribute.value()) {
                case AttributeValue.Text text ->
                    Limits.checkText(checks, path + ".value", text.text(), 1, Limits.ATTRIBUTE_TEXT);
                case AttributeValue.Decimal decimal -> {
                    BigDecimal number = decimal.number();
                    int digits = Math.max(number.precision(), Math.abs(number.scale()));
                    checks.range(path + ".value", digits, 0, AttributeValue.Decimal.MAX_DIGITS);
                    if (decimal.unit() != null) {
                        Limits.checkText(checks, path + ".unit", decimal.unit(), 1, 40);
                    }
                }
                case AttributeValue.Flag flag -> {}
            }
        }
    }

    /** What it takes to save the product again as it is. */
    public static ProductDraft of(Product product) {
        return new ProductDraft(
                product.externalId(),
                product.slug(),
                product.title(),
                product.brand(),
                product.categoryId(),
                product.description(),
                product.attributes(),
                product.variants().stream().map(ProductDraft::of).toList(),
                product.media());
    }

    /** @throws Failure {@code catalog.no-variant} */
    ProductDraft withOffers(UUID variantId, List<OfferDraft> offers) {
        if (variants.stream().noneMatch(variant -> variantId.equals(variant.id()))) {
            throw Failure.notFound("catalog.no-variant", "This product has no such variant.");
        }
        List<VariantDraft> next = variants.stream()
                .map(variant -> variantId.equals(variant.id()) ? variant.withOffers(offers) : variant)
                .toList();
        return new ProductDraft(externalId, slug, title, brand, categoryId, description, attributes, next, media);
    }

    private static VariantDraft of(Variant variant) {
        List<OfferDraft> offers = variant.offers().stream()
                .map(o -> new OfferDraft(o.id(), o.sellerId(), o.price(), o.listPrice(), o.validFrom(), o.validTo()))
                .toList();
        return new VariantDraft(
                variant.id(),
                variant.sku(),
                variant.gtin(),
                variant.options(),
                variant.weightGrams(),
                variant.taxClass(),
                offers,
                variant.media());
    }
}

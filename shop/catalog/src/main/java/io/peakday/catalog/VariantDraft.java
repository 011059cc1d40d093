package io.peakday.catalog;

import io.peakday.kernel.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A variant as somebody wants it to be.
 *
 * @param id null to make a new one, or to go on with the product's variant of the same SKU
 */
public record VariantDraft(
        @Nullable UUID id,
        String sku,
        @Nullable String gtin,
        Map<String, String> options,
        int weightGrams,
        String taxClass,
        List<OfferDraft> offers,
        List<Media> media) {
    public static final Set<String> TAX_CLASSES = Set.of("standard", "reduced", "zero");

    private static final Pattern GTIN = Pattern.compile("[0-9]{8}|[0-9]{12,14}");

    public VariantDraft {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        offers = List.copyOf(offers);
        media = List.copyOf(media);
    }

    /** A variant without options, weight or pictures of its own, taxed at the standard rate. */
    public static VariantDraft of(String sku, OfferDraft... offers) {
        return new VariantDraft(null, sku, null, Map.of(), 0, "standard", List.of(offers), List.of());
    }

    /** The same variant with these offers in place of its own. */
    public VariantDraft withOffers(List<OfferDraft> others) {
        return new VariantDraft(id, sku, gtin, options, weightGrams, taxClass, others, media);
    }

    void check(Checks checks, String path) {
        Limits.checkText(checks, path + ".sku", sku, 1, Limits.SKU);
        if (gtin != null) {
            checks.require(
                    GTIN.matcher(gtin).matches(),
                    path + ".gtin",
                    "format",
                    "A GTIN (EAN, UPC) has 8, 12, 13 or 14 digits.");
        }
        checks.range(path + ".options", options.size(), 0, Limits.OPTIONS);
        options.forEach((name, value) -> {
            Limits.checkText(checks, path + ".options.name", name, 1, Limits.OPTION_TEXT);
            Limits.checkText(checks, path + ".options." + Limits.shorten(name), value, 1, Limits.OPTION_TEXT);
        });
        checks.range(path + ".weightGrams", weightGrams, 0, Limits.MAX_WEIGHT_GRAMS);
        checks.require(
                TAX_CLASSES.contains(taxClass),
                path + ".taxClass",
                "unknown",
                "The tax class is standard, reduced or zero.");
        checks.range(path + ".offers", offers.size(), 0, Limits.OFFERS);
        for (int i = 0; i < offers.size(); i++) {
            offers.get(i).check(checks, path + ".offers[" + i + "]");
        }
        Limits.checkMedia(checks, path + ".media", media);
    }
}

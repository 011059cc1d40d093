package io.peakday.feeds;

import io.peakday.catalog.Attribute;
import io.peakday.catalog.Media;
import io.peakday.catalog.ProductState;
import io.peakday.kernel.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product as a file has it: categories and sellers by name, nothing looked up yet.
 *
 * @param state null where the file does not say
 * @param categoryId the category's external id; null where the file has none
 * @param category from the department down; empty where the file does not say
 */
record ImportedProduct(
        String externalId,
        @Nullable String slug,
        @Nullable ProductState state,
        String title,
        String brand,
        @Nullable String categoryId,
        List<String> category,
        String description,
        List<Attribute> attributes,
        List<ImportedVariant> variants,
        List<Media> media) {

    /** @param stock null where the file does not say */
    record ImportedVariant(
            String sku,
            @Nullable String gtin,
            Map<String, String> options,
            int weightGrams,
            String taxClass,
            List<ImportedOffer> offers,
            List<Media> media,
            @Nullable Integer stock) {}

    record ImportedOffer(
            String sellerId,
            String seller,
            Money price,
            @Nullable Money listPrice,
            @Nullable Instant validFrom,
            @Nullable Instant validTo) {}

    /** This product with the variants of a further row; offers of a variant that is there already are added to it. */
    ImportedProduct and(ImportedProduct further) {
        List<ImportedVariant> all = new ArrayList<>(variants);
        for (ImportedVariant more : further.variants) {
            int at = -1;
            for (int i = 0; i < all.size(); i++) {
                at = all.get(i).sku.equals(more.sku) ? i : at;
            }
            if (at < 0) {
                all.add(more);
            } else {
                ImportedVariant known = all.get(at);
                List<ImportedOffer> offers = new ArrayList<>(known.offers);
                offers.addAll(more.offers);
                all.set(
                        at,
                        new ImportedVariant(
                                known.sku,
                                known.gtin,
                                known.options,
                                known.weightGrams,
                                known.taxClass,
                                offers,
                                known.media,
                                known.stock));
            }
        }
        return new ImportedProduct(
                externalId, slug, state, title, brand, categoryId, category, description, attributes, all, media);
    }
}

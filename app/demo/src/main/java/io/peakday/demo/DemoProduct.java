package io.peakday.demo;

import io.peakday.catalog.Attribute;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product of the demo before it is in the catalogue.
 *
 * @param popularity how often it sells compared with others; long-tailed
 * @param quality what its reviewers think on average, 1 to 5
 */
record DemoProduct(
        int number,
        Vocabulary.Kind kind,
        String title,
        String brand,
        String description,
        List<Attribute> attributes,
        List<DemoVariant> variants,
        List<String> pictures,
        double popularity,
        double quality,
        int firstSeller) {

    /**
     * @param priceMinor in cents
     * @param listPriceMinor the struck-through price; null where there is none
     * @param rivalSeller another seller's number, or -1; their price is {@code rivalPriceMinor}
     */
    record DemoVariant(
            String sku,
            Map<String, String> options,
            String colour,
            long priceMinor,
            @Nullable Long listPriceMinor,
            int rivalSeller,
            long rivalPriceMinor,
            int grams,
            int stock) {}
}

package io.peakday.search.index;

import io.peakday.kernel.Money;
import io.peakday.search.Hit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A product as the index takes it in: everything that is searched, filtered, sorted and shown. */
public record ProductDocument(
        UUID id, String slug, Content content, Pricing pricing, Variants variants, Standing standing) {

    /**
     * The words of the product.
     *
     * @param categoryPath names from the department to the category itself; may be empty
     * @param codes SKUs, GTINs, external names: found as a whole or by prefix, whatever their case and punctuation
     */
    public record Content(
            String title,
            String brand,
            UUID categoryId,
            List<String> categoryPath,
            String description,
            List<Property> properties,
            List<String> codes,
            Hit.@Nullable Picture picture,
            Instant createdAt) {}

    /** An attribute or a variant's option. */
    public record Property(String name, String label, Value value) {}

    /** The typed value of a property. */
    public sealed interface Value {
        record Text(String text) implements Value {}

        @SuppressWarnings("AvoidCommonTypeNames") // always written Value.Number; nothing here means java.lang.Number
        record Number(double number, @Nullable String unit) implements Value {}

        record Flag(boolean on) implements Value {}
    }

    /**
     * What it costs now: of the variants that can be bought, or of all that are offered where none is in stock.
     *
     * @param from the lowest of these prices, null where nothing is offered
     * @param list the crossed-out price of the same offer
     * @param varies whether these prices differ
     * @param mixed whether the prices of all that are offered differ, so that these depend on what is in stock
     */
    public record Pricing(@Nullable Money from, @Nullable Money list, boolean varies, boolean mixed) {}

    /**
     * The variants in a stable order, and which of them can be bought.
     *
     * @param offered bit i: variant i has a valid offer; the last bit stands for all from 63 on
     * @param stocked bit i: variant i is in stock; likewise
     */
    public record Variants(List<UUID> ids, long offered, long stocked) {
        /** The variants that have a bit of their own. */
        public static final int OWN_BITS = 63;

        public static long bit(int index) {
            return 1L << Math.min(index, OWN_BITS);
        }
    }

    /**
     * What others think of it.
     *
     * @param rating average stars, 0 to 5
     * @param sold units sold, as far as known
     */
    public record Standing(double rating, int ratingCount, long sold) {
        public static final Standing NONE = new Standing(0, 0, 0);
    }
}

package io.peakday.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.peakday.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as the API shows it, at one instant: what it refers to has names, and each variant has its price. Absent
 * rather than null where there is nothing.
 *
 * @param state for staff only
 * @param externalId for staff only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductView(
        UUID id,
        @Nullable String externalId,
        String slug,
        String title,
        String brand,
        String description,
        @Nullable ProductState state,
        long version,
        List<CategoryLink> categories,
        List<Specification> attributes,
        List<Media> media,
        List<VariantPrice> variants,
        Instant createdAt,
        Instant updatedAt) {

    /** One step of the way from the department to the product's category. */
    public record CategoryLink(UUID id, String slug, String name) {}

    /** @param value text, a number or a boolean */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Specification(
            String name,
            String label,
            Object value,
            @Nullable String unit) {}

    /** @param minor in the smallest unit of the currency; {@code amount} is the same with the decimal point */
    public record Price(long minor, String currency, String amount) {
        public static Price of(Money money) {
            return new Price(money.minor(), money.currency().getCurrencyCode(), money.decimal());
        }
    }

    /**
     * @param price of the best offer; absent where nobody sells it now
     * @param offers to customers those that are valid now, the best first; to staff all, in the order kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VariantPrice(
            UUID id,
            String sku,
            @Nullable String gtin,
            Map<String, String> options,
            int weightGrams,
            String taxClass,
            @Nullable Price price,
            @Nullable Price listPrice,
            List<SellerOffer> offers,
            List<Media> media) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SellerOffer(
            UUID id,
            UUID sellerId,
            String seller,
            Price price,
            @Nullable Price listPrice,
            Instant validFrom,
            @Nullable Instant validTo) {}

    static Object plain(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text(String text) -> text;
            case AttributeValue.Decimal(BigDecimal number, String unit) -> number;
            case AttributeValue.Flag(boolean set) -> set;
        };
    }
}

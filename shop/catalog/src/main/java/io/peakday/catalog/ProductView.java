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
 * @param id the product's id
 * @param externalId the id in the system it came from, unique; the product's id where it was made here; for staff only
 * @param slug the readable part of the product's address in the shop, unique; former ones lead to it too
 * @param title what it is called, 1 to 500 characters
 * @param brand the brand in its one spelling; empty where there is none
 * @param description up to 20,000 characters; empty where there is none
 * @param state where it is in its life; for staff only
 * @param version starts at 1 and grows by 1 with every change
 * @param categories the way from the department down to the product's category
 * @param attributes what is specified of it, in the order shown
 * @param media its pictures, the first one first
 * @param variants what can be put in a cart, such as each colour and size; at least one once it is published
 * @param createdAt when its first version was made
 * @param updatedAt when this version was made
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

    /**
     * One step of the way from the department to the product's category.
     *
     * @param id the category's id
     * @param slug the readable part of its address
     * @param name for people
     */
    public record CategoryLink(UUID id, String slug, String name) {}

    /**
     * One specification of a product.
     *
     * @param name stable and for programs: {@code processor-frequency}; unique within the product
     * @param label for people: {@code Processor frequency}
     * @param value text, a number or a boolean
     * @param unit of a number, such as {@code cm}; absent for a bare number, a text or a boolean
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Specification(
            String name,
            String label,
            Object value,
            @Nullable String unit) {}

    /**
     * An amount of money.
     *
     * @param minor in the currency's minor unit: 1999 is 19.99 EUR
     * @param currency ISO 4217 code, three capital letters
     * @param amount the same amount with the decimal point: {@code 19.99}
     */
    public record Price(long minor, String currency, String amount) {
        public static Price of(Money money) {
            return new Price(money.minor(), money.currency().getCurrencyCode(), money.decimal());
        }
    }

    /**
     * A variant of a product, with its price and its offers.
     *
     * @param id the variant's id, as carts and stock use it
     * @param sku the store's number of it, unique in the whole catalogue
     * @param gtin the EAN or UPC, 8, 12, 13 or 14 digits; absent where there is none
     * @param options what sets it apart, by name and in the order shown: {@code colour} is {@code Red}; empty for an only variant
     * @param weightGrams 0 where unknown
     * @param taxClass {@code standard}, {@code reduced} or {@code zero}
     * @param price of the best offer valid now, gross; absent where nobody sells it now
     * @param listPrice the crossed-out price of the best offer, gross; absent where it has none
     * @param offers to customers those that are valid now, the best first; to staff all, in the order kept
     * @param media its own pictures; empty where those of the product show it
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

    /**
     * What one seller asks for a variant during a span of time.
     *
     * @param id the offer's id
     * @param sellerId the seller's id
     * @param seller the seller's name
     * @param price of one unit, gross
     * @param listPrice the crossed-out price, gross; absent where there is none
     * @param validFrom inclusive
     * @param validTo exclusive; absent for open-ended
     */
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

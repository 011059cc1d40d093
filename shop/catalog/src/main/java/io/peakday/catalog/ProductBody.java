package io.peakday.catalog;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product as staff send it.
 *
 * @param externalId the id in the system it comes from, unique, 1 to 200 characters; if absent, the present one stays, and a new product has
 *     its own id
 * @param slug the readable part of its address, unique: up to 160 lower-case letters and digits, words joined by single hyphens; if absent,
 *     the present one stays, and a new product has one made from its title
 * @param title what it is called, 1 to 500 characters; required
 * @param brand up to 120 characters; spellings that differ only in case and punctuation are one brand; none if absent or empty
 * @param categoryId the category it is in; required
 * @param description up to 20,000 characters; empty if absent
 * @param attributes what is specified of it, in the order shown, up to 500; none if absent
 * @param variants what can be put in a cart, up to 250; none if absent
 * @param media its pictures in the order shown, up to 60; none if absent
 */
record ProductBody(
        @Nullable String externalId,
        @Nullable String slug,
        @Nullable String title,
        @Nullable String brand,
        @Nullable UUID categoryId,
        @Nullable String description,
        @Nullable List<@Nullable AttributeBody> attributes,
        @Nullable List<@Nullable VariantBody> variants,
        @Nullable List<@Nullable MediaBody> media) {
    private static final UUID NONE = new UUID(0, 0);

    /**
     * One specification of a product.
     *
     * @param name stable and for programs, such as {@code processor-frequency}: 1 to 120 characters, unique within the product; required
     * @param label for people, 1 to 120 characters; the name if absent
     * @param value a text of 1 to 20,000 characters, a number of up to 30 digits, true or false; required
     * @param unit of a number, such as {@code cm}, 1 to 40 characters; of other values it is ignored
     */
    record AttributeBody(
            @Nullable String name,
            @Nullable String label,
            @Nullable Object value,
            @Nullable String unit) {}

    /**
     * A variant of a product, such as one colour and size.
     *
     * @param id the variant's id; if absent, the product's variant of the same SKU goes on, or a new one is made
     * @param sku the store's number of it, unique in the whole catalogue, 1 to 120 characters; required
     * @param gtin the EAN or UPC, 8, 12, 13 or 14 digits; none if absent
     * @param options what sets it apart, by name and in the order shown, up to 8, names and values of 1 to 120 characters; none if absent
     * @param weightGrams 0 to 100,000,000; 0 if it is unknown or absent
     * @param taxClass {@code standard}, {@code reduced} or {@code zero}; {@code standard} if absent
     * @param offers what sellers ask for it, up to 100; none if absent
     * @param media its own pictures in the order shown, up to 60; none if absent
     */
    record VariantBody(
            @Nullable UUID id,
            @Nullable String sku,
            @Nullable String gtin,
            @Nullable Map<String, @Nullable String> options,
            @Nullable Integer weightGrams,
            @Nullable String taxClass,
            @Nullable List<@Nullable OfferBody> offers,
            @Nullable List<@Nullable MediaBody> media) {}

    /**
     * An amount of money, as either {@code minor} or {@code amount}, from 0 to 1,000,000,000,000 in minor units.
     *
     * @param minor in the currency's minor unit: 1999 is 19.99 EUR
     * @param amount decimal, with no more decimals than the currency has: {@code 19.99}
     * @param currency ISO 4217 code, three capital letters; required
     */
    record PriceBody(
            @Nullable Long minor,
            @Nullable String amount,
            @Nullable String currency) {}

    /**
     * What one seller asks for a variant during a span of time.
     *
     * @param id the offer's id; if absent, the seller's offer of the same start goes on, or a new one is made
     * @param sellerId a registered seller; required
     * @param price of one unit, gross; required. A published product is sold in the store's currency only
     * @param listPrice the crossed-out price, not below the price and in its currency; none if absent
     * @param validFrom inclusive, from 1970 to 2199; if absent, since when the seller's standing offer is valid, or from now on
     * @param validTo exclusive, after the start; open-ended if absent
     */
    record OfferBody(
            @Nullable UUID id,
            @Nullable UUID sellerId,
            @Nullable PriceBody price,
            @Nullable PriceBody listPrice,
            @Nullable Instant validFrom,
            @Nullable Instant validTo) {}

    /**
     * A picture, by its address.
     *
     * @param url where it is: begins with {@code http://}, {@code https://} or a single slash (a path of this store), up to 2,000 characters;
     *     required
     * @param alt what the picture shows, for those who cannot see it, up to 500 characters; empty, for pure decoration, if absent
     * @param width pixels, 0 to 100,000; 0 if it is unknown or absent
     * @param height pixels, 0 to 100,000; 0 if it is unknown or absent
     */
    record MediaBody(
            @Nullable String url,
            @Nullable String alt,
            @Nullable Integer width,
            @Nullable Integer height) {}

    /** @throws io.peakday.kernel.Failure {@code catalog.invalid-product} naming every wrong field */
    ProductDraft draft() {
        Checks checks = new Checks();
        List<Attribute> specifications = new ArrayList<>();
        List<AttributeBody> given = present(checks, "attributes", attributes);
        for (int i = 0; i < given.size(); i++) {
            attribute(checks, "attributes[" + i + "]", given.get(i), specifications);
        }
        List<VariantDraft> drafts = new ArrayList<>();
        List<VariantBody> bodies = present(checks, "variants", variants);
        for (int i = 0; i < bodies.size(); i++) {
            drafts.add(variant(checks, "variants[" + i + "]", bodies.get(i)));
        }
        checks.require(categoryId != null, "categoryId", "required", "categoryId is required.");
        checks.require(title != null, "title", "required", "title is required.");
        List<Media> pictures = media(checks, "media", media);
        checks.orThrow("catalog.invalid-product", "This product has fields that must be put right.");
        return new ProductDraft(
                externalId,
                slug,
                text(title),
                text(brand),
                Objects.requireNonNullElse(categoryId, NONE),
                text(description),
                specifications,
                drafts,
                pictures);
    }

    /** @throws io.peakday.kernel.Failure {@code catalog.invalid-product} */
    static List<OfferDraft> offers(List<@Nullable OfferBody> bodies) {
        Checks checks = new Checks();
        List<OfferDraft> drafts = offers(checks, "offers", bodies);
        checks.orThrow("catalog.invalid-product", "These offers have fields that must be put right.");
        return drafts;
    }

    private static void attribute(Checks checks, String path, AttributeBody body, List<Attribute> into) {
        String label = body.label() == null ? text(body.name()) : body.label();
        AttributeValue value = switch (body.value()) {
            case String text -> new AttributeValue.Text(text);
            case Boolean flag -> new AttributeValue.Flag(flag);
            case Number number -> decimal(number, body.unit());
            case null, default -> null;
        };
        checks.require(value != null, path + ".value", "format", "A value is a text, a number, true or false.");
        if (value != null) {
            into.add(new Attribute(text(body.name()), label, value));
        }
    }

    private static @Nullable AttributeValue decimal(Number number, @Nullable String unit) {
        try {
            return new AttributeValue.Decimal(new BigDecimal(number.toString()), unit);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static VariantDraft variant(Checks checks, String path, VariantBody body) {
        Map<String, String> options = new LinkedHashMap<>();
        if (body.options() != null) {
            body.options().forEach((name, value) -> options.put(name, text(value)));
        }
        return new VariantDraft(
                body.id(),
                text(body.sku()),
                body.gtin(),
                options,
                Objects.requireNonNullElse(body.weightGrams(), 0),
                Objects.requireNonNullElse(body.taxClass(), "standard"),
                offers(checks, path + ".offers", body.offers()),
                media(checks, path + ".media", body.media()));
    }

    private static List<OfferDraft> offers(Checks checks, String path, @Nullable List<@Nullable OfferBody> bodies) {
        List<OfferDraft> drafts = new ArrayList<>();
        List<OfferBody> given = present(checks, path, bodies);
        for (int i = 0; i < given.size(); i++) {
            OfferBody body = given.get(i);
            String at = path + "[" + i + "]";
            checks.require(body.sellerId() != null, at + ".sellerId", "required", "sellerId is required.");
            Money price = price(checks, at + ".price", body.price());
            Money list = body.listPrice() == null ? null : price(checks, at + ".listPrice", body.listPrice());
            if (price != null && body.sellerId() != null) {
                drafts.add(new OfferDraft(body.id(), body.sellerId(), price, list, body.validFrom(), body.validTo()));
            }
        }
        return drafts;
    }

    private static @Nullable Money price(Checks checks, String path, @Nullable PriceBody body) {
        if (body == null || body.currency() == null || (body.minor() == null) == (body.amount() == null)) {
            checks.require(false, path, "required", "A price has a currency, and either minor or amount.");
            return null;
        }
        try {
            Currency currency = Currency.getInstance(body.currency());
            return body.minor() != null
                    ? new Money(body.minor(), currency)
                    : Money.parse(text(body.amount()), currency);
        } catch (IllegalArgumentException | ArithmeticException e) {
            checks.require(false, path, "format", "A price is an amount of an ISO 4217 currency, such as 12.50 EUR.");
            return null;
        }
    }

    private static List<Media> media(Checks checks, String path, @Nullable List<@Nullable MediaBody> bodies) {
        return present(checks, path, bodies).stream()
                .map(body -> new Media(
                        text(body.url()),
                        text(body.alt()),
                        Objects.requireNonNullElse(body.width(), 0),
                        Objects.requireNonNullElse(body.height(), 0)))
                .toList();
    }

    private static <T> List<T> present(Checks checks, String path, @Nullable List<@Nullable T> list) {
        List<T> present = new ArrayList<>();
        if (list != null) {
            for (T item : list) {
                checks.require(item != null, path, "null", "A list must not hold null.");
                if (item != null) {
                    present.add(item);
                }
            }
        }
        return present;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}

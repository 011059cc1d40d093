package io.peakday.feeds;

import io.peakday.catalog.Attribute;
import io.peakday.catalog.AttributeValue;
import io.peakday.catalog.Media;
import io.peakday.catalog.ProductState;
import io.peakday.feeds.ImportedProduct.ImportedOffer;
import io.peakday.feeds.ImportedProduct.ImportedVariant;
import io.peakday.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a row into a product as the mapping says. The first thing that cannot be read is the row's reason. */
final class RowReader {
    private static final Map<String, BigDecimal> GRAMS =
            Map.of("g", BigDecimal.ONE, "kg", BigDecimal.valueOf(1000), "lb", new BigDecimal("453.59237"));

    private final Mapping mapping;
    private final Map<String, AttributeNames> names = new java.util.HashMap<>();

    RowReader(Mapping mapping) {
        this.mapping = mapping;
    }

    /** What makes a row unreadable. */
    static final class BadField extends Exception {
        private static final long serialVersionUID = 1L;

        final String field;

        BadField(String field, String reason) {
            super(reason, null, false, false);
            this.field = field;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private record AttributeNames(String name, String label) {}

    boolean skips(SourceRow row) {
        return mapping.skips().stream().anyMatch(condition -> condition.holds(row));
    }

    ImportedProduct read(SourceRow row) throws BadField {
        String title = needed("title", row);
        return new ImportedProduct(
                needed("id", row),
                optional("slug", row),
                state(row),
                title,
                text("brand", row),
                optional("category.id", row),
                category(row),
                text("description", row),
                attributes(row),
                List.of(variant(row)),
                pictures(row, title));
    }

    private List<String> category(SourceRow row) {
        for (Mapping.CategoryRule rule : mapping.categoryRules()) {
            if (rule.condition().holds(row)) {
                return rule.path();
            }
        }
        return CategoryPath.split(text("category", row));
    }

    private ImportedVariant variant(SourceRow row) throws BadField {
        String gtin = mapping.template("gtin").all(row).stream()
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
        String taxClass = text("tax-class", row);
        return new ImportedVariant(
                needed("sku", row),
                gtin,
                options(row),
                weight(row),
                taxClass.isEmpty() ? "standard" : taxClass,
                offers(row),
                Embedded.media("variant.pictures.json", text("variant.pictures.json", row)),
                stock(row));
    }

    private List<ImportedOffer> offers(SourceRow row) throws BadField {
        String price = text("price", row);
        if (price.isEmpty()) {
            return List.of();
        }
        String code = text("price.currency", row);
        Currency currency;
        try {
            currency = Currency.getInstance(code.isEmpty() ? "EUR" : code);
        } catch (IllegalArgumentException e) {
            throw new BadField("price.currency", "\"" + shorten(code) + "\" is no ISO 4217 currency.");
        }
        String list = text("price.list", row);
        String seller = text("seller", row);
        String sellerId = text("seller.id", row);
        return List.of(new ImportedOffer(
                sellerId.isEmpty() ? seller : sellerId,
                seller,
                money("price", price, currency),
                list.isEmpty() ? null : money("price.list", list, currency),
                instant("price.valid-from", row),
                instant("price.valid-to", row)));
    }

    private Money money(String field, String text, Currency currency) throws BadField {
        BigDecimal amount = number(field, text);
        boolean minor = mapping.word("price.unit").orElse("major").equals("minor");
        try {
            BigDecimal exact = minor ? amount : amount.movePointRight(currency.getDefaultFractionDigits());
            return new Money(exact.setScale(0, RoundingMode.UNNECESSARY).longValueExact(), currency);
        } catch (ArithmeticException e) {
            throw new BadField(field, "\"" + shorten(text) + "\" is no amount of " + currency + ".");
        }
    }

    private Map<String, String> options(SourceRow row) throws BadField {
        Map<String, String> options = new LinkedHashMap<>();
        String all = text("options", row);
        if (all.startsWith("{")) {
            return Embedded.options("options", all);
        }
        for (String option : all.split(";")) {
            if (!option.isBlank()) {
                int equals = option.indexOf('=');
                if (equals < 1) {
                    throw new BadField("options", "Options are written name=value; name=value.");
                }
                options.put(
                        option.substring(0, equals).strip(),
                        option.substring(equals + 1).strip());
            }
        }
        return options;
    }

    private int weight(SourceRow row) throws BadField {
        String text = text("weight", row);
        if (text.isEmpty()) {
            return 0;
        }
        BigDecimal grams = number("weight", text)
                .multiply(GRAMS.get(mapping.word("weight.unit").orElse("g")));
        return whole("weight", grams.setScale(0, RoundingMode.HALF_UP), text);
    }

    private @Nullable Integer stock(SourceRow row) throws BadField {
        String text = text("stock", row);
        if (text.isEmpty()) {
            return null;
        }
        int units = whole("stock", number("stock", text), text);
        if (units < 0) {
            throw new BadField("stock", "Stock cannot be negative.");
        }
        return units;
    }

    private List<Attribute> attributes(SourceRow row) throws BadField {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (Attribute attribute : Embedded.attributes("attributes.json", text("attributes.json", row))) {
            attributes.put(attribute.name(), attribute);
        }
        for (Mapping.AttributeColumn column : mapping.attributes()) {
            add(attributes, column.name(), column.type(), column.value().of(row));
        }
        if (!mapping.attributePrefixes().isEmpty()) {
            for (Map.Entry<String, Object> field : row.fields().entrySet()) {
                for (Map.Entry<String, String> prefix :
                        mapping.attributePrefixes().entrySet()) {
                    if (field.getKey().startsWith(prefix.getKey())) {
                        String name = field.getKey().substring(prefix.getKey().length());
                        add(attributes, name, prefix.getValue(), SourceRow.plain(field.getValue()));
                    }
                }
            }
        }
        return List.copyOf(attributes.values());
    }

    private void add(Map<String, Attribute> into, String source, String type, String text) throws BadField {
        if (text.isEmpty()) {
            return;
        }
        AttributeNames known = names.get(source);
        if (known == null) {
            known = named(source);
            // Files have few columns; a hostile one may have many, and those are not remembered.
            if (names.size() < 10_000) {
                names.put(source, known);
            }
        }
        AttributeValue value = switch (type) {
            case "number" -> new AttributeValue.Decimal(number(source, text), null);
            case "flag" -> new AttributeValue.Flag(flag(source, text));
            default -> new AttributeValue.Text(text);
        };
        into.put(known.name, new Attribute(known.name, known.label, value));
    }

    /** {@code dimensions__wxdxh_} becomes {@code dimensions-wxdxh}, for people {@code Dimensions wxdxh}. */
    private static AttributeNames named(String source) {
        String words = source.replaceAll("[_\\s-]+", " ").strip();
        if (words.isEmpty()) {
            return new AttributeNames(source, source);
        }
        String name = words.toLowerCase(Locale.ROOT).replace(' ', '-');
        return new AttributeNames(name, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
    }

    private List<Media> pictures(SourceRow row, String title) throws BadField {
        List<Media> pictures = new ArrayList<>(Embedded.media("pictures.json", text("pictures.json", row)));
        String alt = text("picture.alt", row);
        for (Template picture : mapping.pictures()) {
            for (String url : picture.all(row)) {
                if (!url.isEmpty()) {
                    pictures.add(new Media(url, alt.isEmpty() ? title : alt, 0, 0));
                }
            }
        }
        return pictures;
    }

    private @Nullable ProductState state(SourceRow row) throws BadField {
        String text = text("state", row);
        try {
            return text.isEmpty() ? null : ProductState.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new BadField("state", "A product is draft, published or archived.");
        }
    }

    private @Nullable Instant instant(String key, SourceRow row) throws BadField {
        String text = text(key, row);
        try {
            if (text.isEmpty()) {
                return null;
            }
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadField(key, "\"" + shorten(text) + "\" is no instant like 2026-11-27T08:00:00Z, and no date.");
        }
    }

    private String needed(String key, SourceRow row) throws BadField {
        String text = text(key, row);
        if (text.isEmpty()) {
            throw new BadField(key, "The " + key + " is missing.");
        }
        return text;
    }

    private @Nullable String optional(String key, SourceRow row) {
        String text = text(key, row);
        return text.isEmpty() ? null : text;
    }

    private String text(String key, SourceRow row) {
        return mapping.template(key).of(row);
    }

    private static BigDecimal number(String field, String text) throws BadField {
        try {
            if (text.length() > 40) {
                throw new NumberFormatException();
            }
            BigDecimal number = new BigDecimal(text);
            if (Math.abs(number.scale()) > 30) {
                throw new NumberFormatException();
            }
            return number;
        } catch (NumberFormatException e) {
            throw new BadField(field, "\"" + shorten(text) + "\" is no number.");
        }
    }

    private static int whole(String field, BigDecimal number, String text) throws BadField {
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw new BadField(field, "\"" + shorten(text) + "\" is no whole number, or too large.");
        }
    }

    private static boolean flag(String field, String text) throws BadField {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1" -> true;
            case "false", "no", "n", "0" -> false;
            default -> throw new BadField(field, "\"" + shorten(text) + "\" is neither true nor false.");
        };
    }

    static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}

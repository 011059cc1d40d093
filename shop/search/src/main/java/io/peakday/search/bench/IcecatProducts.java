package io.peakday.search.bench;

import io.peakday.kernel.Money;
import io.peakday.search.index.ProductDocument;
import io.peakday.search.index.ProductDocument.Property;
import io.peakday.search.index.ProductDocument.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the Open Icecat catalogue (JSON Lines, gzip) as documents; the product's id is made of Icecat's. */
final class IcecatProducts {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Currency EURO = Currency.getInstance("EUR");
    /** Icecat's open catalogue comes without categories. */
    private static final UUID NO_CATEGORY = new UUID(0, 1);

    private IcecatProducts() {}

    static UUID id(String icecatId) {
        return UUID.nameUUIDFromBytes(("icecat:" + icecatId).getBytes(StandardCharsets.UTF_8));
    }

    /** One product with all its text in one string, for the baseline. */
    record Read(ProductDocument document, String allText) {}

    static void each(Path file, Consumer<Read> consumer) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                consumer.accept(read(JSON.readTree(line)));
            }
        }
    }

    private static Read read(JsonNode product) {
        String id = product.path("id").asString("");
        String name = product.path("name").asString("");
        String title = product.path("title").asString("");
        String brand = product.path("supplier").asString("");
        String description = product.path("short_description").asString("");
        StringBuilder text = new StringBuilder(title)
                .append(' ')
                .append(name)
                .append(' ')
                .append(brand)
                .append(' ')
                .append(description);
        List<Property> properties = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : product.properties()) {
            if (field.getKey().startsWith("attr_")) {
                Property property = property(field.getKey(), field.getValue());
                properties.add(property);
                text.append(' ')
                        .append(property.label())
                        .append(' ')
                        .append(field.getValue().asString(""));
            }
        }
        List<String> codes = new ArrayList<>();
        codes.add(id);
        if (name.indexOf(' ') < 0) {
            codes.add(name);
        }
        product.path("ean").forEach(ean -> codes.add(ean.asString("")));
        UUID productId = id(id);
        return new Read(
                new ProductDocument(
                        productId,
                        "icecat-" + id,
                        new ProductDocument.Content(
                                title,
                                brand,
                                NO_CATEGORY,
                                List.of(),
                                description,
                                properties,
                                codes,
                                null,
                                Instant.parse(product.path("date_released").asString("2000-01-01T00:00:00Z"))),
                        new ProductDocument.Pricing(
                                new Money(product.path("price").asLong(0), EURO), null, false, false),
                        new ProductDocument.Variants(List.of(productId), 1, 1),
                        ProductDocument.Standing.NONE),
                text.toString());
    }

    private static Property property(String key, JsonNode value) {
        String name = key.substring("attr_x_".length()).replace('_', '-');
        String label = Character.toUpperCase(name.charAt(0)) + name.substring(1).replaceAll("-+", " ");
        return new Property(
                name,
                label.strip(),
                switch (key.charAt("attr_".length())) {
                    case 'n' -> new Value.Number(value.asDouble(0), null);
                    case 'b' -> new Value.Flag(value.asBoolean(false));
                    default -> new Value.Text(value.asString(""));
                });
    }
}

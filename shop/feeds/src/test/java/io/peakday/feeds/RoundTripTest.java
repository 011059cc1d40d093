package io.peakday.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Attribute;
import io.peakday.catalog.AttributeValue;
import io.peakday.catalog.Media;
import io.peakday.catalog.OfferDraft;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductDraft;
import io.peakday.catalog.ProductFilter;
import io.peakday.catalog.VariantDraft;
import io.peakday.kernel.Money;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {
    @RegisterExtension
    static final TestDatabase here = Exchange.database();

    @RegisterExtension
    static final TestDatabase elsewhere = Exchange.database();

    @TempDir
    Path folder;

    final Exchange exchange = new Exchange(here.database());

    @ParameterizedTest
    @EnumSource
    void whatWasExportedChangesNothingHereAndIsTheSameElsewhere(CatalogExport.Format format) throws IOException {
        Path sample = folder.resolve("sample.jsonl");
        try (OutputStream out = Files.newOutputStream(sample)) {
            GeneratedCatalog.write(out, 5, 700);
        }
        exchange.run(sample, Mapping.shipped("generated"), folder.resolve("rejects.csv"));
        awkwardProduct();
        Path export = export(exchange, format, "first");

        if (format == CatalogExport.Format.CSV) {
            assertThat(Files.readString(export))
                    .contains("\"'=HYPERLINK(", ",''=Brand", ",\"'@line one", ",'-AWK-2,", ",'+two,'Two,")
                    .doesNotContainPattern("(?m)(^|,)\"?[=@]");
        }

        ImportReport same = exchange.run(export, format.mapping(), folder.resolve("rejects.csv"));
        assertThat(rejects()).isEmpty();
        assertThat(same.created() + same.updated()).isZero();
        assertThat(same.unchanged()).isEqualTo(exchange.products());

        Exchange other = new Exchange(elsewhere.database());
        ImportReport copied = other.run(export, format.mapping(), folder.resolve("rejects.csv"));
        assertThat(rejects()).isEmpty();
        assertThat(withoutCategoryIds(export(other, format, "second"))).isEqualTo(withoutCategoryIds(export));
    }

    private List<String> rejects() throws IOException {
        Path rejects = folder.resolve("rejects.csv");
        return Files.exists(rejects) ? Files.readAllLines(rejects) : List.of();
    }

    private void awkwardProduct() {
        UUID category = exchange.categories
                .ensure(List.of(List.of("A > B", "Comma, \"quote\"", "灯")))
                .getFirst();
        UUID one = exchange.sellers.ensure("one", "One; two = three").id();
        UUID two = exchange.sellers.ensure("+two", "'Two").id();
        Map<String, String> options = new LinkedHashMap<>();
        options.put("size; = \"odd\"", "XL\nwide");
        options.put("colour", "Red");
        Instant begins = Instant.parse("2030-01-01T00:00:00Z");
        ProductDraft draft = new ProductDraft(
                "awkward",
                "awkward-slug",
                "=HYPERLINK(\"http://evil.example\",\"Title with quotes, commas\nand lines\")",
                "'=Brand & Söhne",
                category,
                "@line one\r\nline two\ttabbed",
                List.of(
                        new Attribute("a", "A", new AttributeValue.Text("yes")),
                        new Attribute("b", "B", new AttributeValue.Flag(false)),
                        new Attribute("c", "C", new AttributeValue.Decimal(new BigDecimal("1234567.00001"), "km/h")),
                        new Attribute("d", "D", new AttributeValue.Decimal(new BigDecimal("1E+3"), null))),
                List.of(
                        new VariantDraft(
                                null,
                                "AWK-1",
                                "12345670",
                                options,
                                1500,
                                "reduced",
                                List.of(
                                        OfferDraft.of(one, Money.of(1999, "EUR")),
                                        new OfferDraft(
                                                null,
                                                one,
                                                Money.of(999, "EUR"),
                                                Money.of(1999, "EUR"),
                                                begins,
                                                begins.plusSeconds(86_400)),
                                        OfferDraft.of(two, Money.of(2100, "EUR"))),
                                List.of(new Media("/v.svg", "a, \"variant\"", 1, 2))),
                        VariantDraft.of("-AWK-2")),
                List.of(new Media("https://example.com/p.jpg?a=1,2", "alt; text", 10, 20)));
        Product product = exchange.catalog.byExternalId("awkward").orElseGet(() -> exchange.catalog.create(draft));
        if (product.version() == 1) {
            exchange.catalog.archive(product.id(), 1);
        }
    }

    private Path export(Exchange from, CatalogExport.Format format, String name) throws IOException {
        Path file = folder.resolve(name + "." + format);
        try (OutputStream out = Files.newOutputStream(file)) {
            assertThat(from.exports.write(out, format, ProductFilter.ALL)).isEqualTo(from.products());
        }
        return file;
    }

    /** Categories made here have ids of their own; products come in the order they were made. */
    private static List<String> withoutCategoryIds(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "id"))
                .toList();
    }
}

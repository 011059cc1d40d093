package io.peakday.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.CatalogSettings;
import io.peakday.catalog.ProductState;
import io.peakday.testkit.SharedData;
import io.peakday.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class RealCataloguesTest {
    @RegisterExtension
    static final TestDatabase postgres = Exchange.database();

    @TempDir
    Path folder;

    final Exchange exchange = new Exchange(postgres.database());

    @Test
    void everyElectronicProductOfIcecatIsImportedOnce() {
        Path file = SharedData.require("icecat").resolve("products.jsonl.gz");

        ImportReport report = exchange.run(file, Mapping.shipped("icecat"), folder.resolve("rejects.csv"));
        ImportReport second = exchange.run(file, Mapping.shipped("icecat"), folder.resolve("rejects.csv"));

        assertThat(report.rows()).isEqualTo(19_406);
        assertThat(report.created()).isEqualTo(19_406);
        assertThat(second.unchanged()).isEqualTo(19_406);
    }

    @Test
    void theCategoryTreeOfAnElectronicsRetailerIsImportedWhole() {
        Path file = SharedData.require("bestbuy").resolve("categories.json.gz");

        ImportReport report = exchange.run(file, Mapping.shipped("bestbuy-categories"), folder.resolve("rejects.csv"));
        ImportReport second = exchange.run(file, Mapping.shipped("bestbuy-categories"), folder.resolve("rejects.csv"));

        assertThat(report.rows()).isEqualTo(4_584);
        assertThat(second.created() + second.updated()).isZero();
    }

    @Test
    void productsAreFoundInDirtyInvoiceLines() {
        Path file = SharedData.require("online-retail").resolve("online_retail.csv.gz");
        // Its prices are in pounds.
        Exchange exchange = new Exchange(
                postgres.database(),
                new CatalogSettings(
                        Currency.getInstance("GBP"), 4_000, 60_000, DataSize.ofMegabytes(8), Duration.ofSeconds(1)));

        ImportReport report = exchange.run(file, Mapping.shipped("online-retail"), folder.resolve("rejects.csv"));
        ImportReport second = exchange.run(file, Mapping.shipped("online-retail"), folder.resolve("rejects.csv"));

        assertThat(report.rows()).isEqualTo(370_931);
        assertThat(second.created() + second.updated()).isZero();
        assertThat(exchange.catalog.byExternalId("retail-85123A")).hasValueSatisfying(product -> {
            assertThat(product.title()).isEqualTo("White Hanging Heart T-Light Holder");
            assertThat(product.state()).isEqualTo(ProductState.PUBLISHED);
        });
    }

    @Test
    void groceriesAreImportedWithTheirHierarchy() {
        Path file = SharedData.require("complete-journey").resolve("products.csv.gz");

        ImportReport report = exchange.run(file, Mapping.shipped("complete-journey"), folder.resolve("rejects.csv"));

        assertThat(report.rows()).isEqualTo(92_331);
        assertThat(report.created() + report.rejected()).isEqualTo(92_331);
    }
}

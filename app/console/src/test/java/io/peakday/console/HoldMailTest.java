package io.peakday.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.customers.Customers;
import io.peakday.engines.Database;
import io.peakday.kernel.Money;
import io.peakday.mail.Mailbox;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleDraft;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mail about a hold that was not paid. */
class HoldMailTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Store.WIRING.schemas());

    private static Store store;

    @BeforeAll
    static void open() throws Exception {
        store = Store.open(postgres);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void aCustomerIsWrittenToWhenTheirHoldIsNotPaidInTime() {
        Sale sale = running("Expired lamp", 1);
        UUID customer = store.get(Customers.class).ensure("late@example.org", "Lena Late", "a long enough sentence");
        store.get(FlashSales.class).claim(sale.id(), customer, 1);
        store.get(Database.class)
                .sql()
                .sql("update sale.claim set hold_until = clock_timestamp() where sale_id = ?")
                .param(sale.id())
                .update();
        Mailbox mailbox = store.get(Mailbox.class);
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(
                                mailbox.list("late@example.org", null, 10).items())
                        .singleElement()
                        .satisfies(line -> {
                            assertThat(line.subject()).isEqualTo("Your hold on Expired lamp has ended");
                            assertThat(mailbox.show(line.id()).orElseThrow().text())
                                    .contains("Hello Lena Late", "/sales/" + sale.id());
                        }));
    }

    private static Sale running(String title, int units) {
        Product product = store.product(title, "40.00");
        Instant opensAt = Instant.now().minusSeconds(2);
        return store.get(FlashSales.class)
                .plan(new SaleDraft(
                        title,
                        product.variants().getFirst().id(),
                        Money.of(2000, "EUR"),
                        units,
                        1,
                        Duration.ofMinutes(10),
                        opensAt,
                        opensAt.plus(Duration.ofHours(1))));
    }
}

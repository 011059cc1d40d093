package io.peakday.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.checkout.Checkout;
import io.peakday.kernel.Money;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleDraft;
import io.peakday.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the shop leads to a sale and from it to checkout, with forms and links alone. The pages of sales have tests of their own. */
class SaleDayTest {
    private static final String PASSWORD = "a quiet harbour in june";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Shop.WIRING.schemas());

    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        shop = Shop.open(postgres);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void aGuestIsLedToSignInAndBackAndPaysWhatTheyClaimed() throws Exception {
        Sale sale = sale("Harbour lamp", 2, Instant.now().minusSeconds(1));
        Browser browser = new Browser(shop);
        String page = "/sales/" + sale.id();
        assertThat(browser.get(page).body()).contains("Harbour lamp", "€49.00", "2</b> of 2 left", "Claim yours");

        HttpResponse<String> led = browser.post(page + "/claim", Map.of("quantity", "1"));
        assertThat(led.uri().getPath()).isEqualTo("/sign-in");
        assertThat(Browser.hidden(led, "next")).isEqualTo(page);
        assertThat(signIn(browser, "Ada", page).uri().getPath()).isEqualTo(page);
        assertThat(browser.post(page + "/claim", Map.of("quantity", "1")).body())
                .contains("It is yours for now", "Pay now", "action=\"/cart/claims/" + sale.id());

        HttpResponse<String> paying = browser.post("/cart/claims/" + sale.id(), Map.of("next", "checkout"));
        assertThat(paying.uri().getPath()).isEqualTo("/checkout");
        assertThat(paying.body()).contains("Harbour lamp", "€49.00").doesNotContain("€69.00");
        assertThat(browser.post("/cart/claims/" + sale.id(), Map.of()).uri().getPath())
                .isEqualTo("/cart");
        assertThat(browser.get("/cart").body()).contains("Yours at the sale's price until");
        shop.get(FlashSales.class).pause(sale.id());
        assertThat(browser.post("/checkout", CheckoutForms.filled(browser.get("/checkout")))
                        .uri()
                        .getPath())
                .endsWith("/done");
        assertThat(browser.get(page + "/claim").body()).contains("You bought it");
    }

    @Test
    void whatIsReleasedAndStillInTheCartIsNotCheckedOutAndTheShopperReadsWhy() throws Exception {
        Sale sale = sale("Returned lamp", 2, Instant.now().minusSeconds(1));
        Browser browser = new Browser(shop);
        String page = "/sales/" + sale.id();
        signIn(browser, "Rita", page);
        browser.post(page + "/claim", Map.of("quantity", "1"));
        HttpResponse<String> paying = browser.post("/cart/claims/" + sale.id(), Map.of("next", "checkout"));
        browser.post(page + "/give-back", Map.of());

        Map<String, String> form = CheckoutForms.filled(paying);
        HttpResponse<String> stopped = browser.post("/checkout", form);
        assertThat(stopped.statusCode()).isEqualTo(409);
        assertThat(stopped.body())
                .contains("You do not hold Returned lamp any more", "Nothing was charged", "Lange Straße 12");
        assertThat(shop.get(Checkout.class).find(UUID.fromString(form.get("checkoutId"))))
                .isEmpty();

        browser.post(page + "/claim", Map.of("quantity", "1"));
        browser.post("/cart/claims/" + sale.id(), Map.of());
        assertThat(browser.post("/checkout", CheckoutForms.filled(browser.get("/checkout")))
                        .uri()
                        .getPath())
                .endsWith("/done");
    }

    @Test
    void everyPageLeadsToASaleThatIsComing() throws Exception {
        Sale sale = sale("Coming lamp", 4, Instant.now().plus(Duration.ofDays(2)));
        Browser browser = new Browser(shop);
        String page = "/sales/" + sale.id();
        String link = "<li class=\"last\"><a href=\"/sales\"";
        await().atMost(TIMEOUT).untilAsserted(() -> {
            assertThat(browser.get("/").body()).contains(link, "class=\"sale-strip\"");
            assertThat(browser.get("/search?q=lamp").body())
                    .contains(link)
                    .doesNotContain("aria-current=\"true\">Sales");
            assertThat(browser.get("/sales").body())
                    .contains("<a href=\"/sales\" aria-current=\"true\">Sales</a>", page);
            assertThat(browser.get("/p/coming-lamp").body()).contains(link, "In a sale for €49.00", page);
        });
    }

    private static Sale sale(String title, int units, Instant opensAt) {
        Product product = shop.product(title, "69.00");
        return shop.get(FlashSales.class)
                .plan(new SaleDraft(
                        title,
                        product.variants().getFirst().id(),
                        Money.of(4900, "EUR"),
                        units,
                        1,
                        Duration.ofMinutes(10),
                        opensAt,
                        opensAt.plus(Duration.ofHours(2))));
    }

    private static HttpResponse<String> signIn(Browser browser, String name, String next) throws Exception {
        return browser.post(
                "/register",
                Map.of("name", name, "email", name.toLowerCase() + "@example.org", "password", PASSWORD, "next", next));
    }
}

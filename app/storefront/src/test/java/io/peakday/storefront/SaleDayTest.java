package io.peakday.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.engines.Database;
import io.peakday.identity.Customers;
import io.peakday.kernel.Money;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleDraft;
import io.peakday.sale.SaleItem;
import io.peakday.sale.Sales;
import io.peakday.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sale day with forms and links alone: no script runs in any of these tests. */
class SaleDayTest {
    private static final String PASSWORD = "a quiet harbour in june";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    void aGuestIsLedToSignInAndBackAndGetsAUnitOnce() throws Exception {
        Sale sale = sale("Harbour lamp", 2, Instant.now().minusSeconds(1));
        Browser browser = new Browser(shop);
        String page = "/sales/" + sale.id();
        assertThat(browser.get(page).body()).contains("Harbour lamp", "€49.00", "2</b> of 2 left", "Claim yours");

        HttpResponse<String> led = browser.post(page + "/claim", Map.of("quantity", "1"));
        assertThat(led.uri().getPath()).isEqualTo("/sign-in");
        assertThat(Browser.hidden(led, "next")).isEqualTo(page);
        assertThat(signIn(browser, "Ada", page).uri().getPath()).isEqualTo(page);

        HttpResponse<String> claimed = browser.post(page + "/claim", Map.of("quantity", "1"));
        assertThat(claimed.uri().getPath()).isEqualTo(page + "/claim");
        assertThat(claimed.body())
                .contains("It is yours for now", "1 item is", "Pay now", "action=\"/cart/claims/" + sale.id())
                .doesNotContain("<button class=\"btn primary large grow\"");
        assertThat(browser.post(page + "/claim", Map.of("quantity", "1")).body())
                .contains("You have it already", "nothing was taken twice");
        assertThat(shop.get(Sales.class).count(sale.id()).held()).isEqualTo(1);
        assertThat(browser.post(page + "/give-back", Map.of()).body())
                .contains("It went back on sale", "Claim again")
                .doesNotContain("Pay now");
        assertThat(shop.get(Sales.class).count(sale.id()).held()).isZero();
        assertThat(browser.post(page + "/give-back", Map.of()).body()).contains("You hold nothing in this sale");
        assertThat(browser.post(page + "/claim", Map.of("quantity", "1")).body())
                .contains("It is yours for now");

        HttpResponse<String> paying = browser.post("/cart/claims/" + sale.id(), Map.of("next", "checkout"));
        assertThat(paying.uri().getPath()).isEqualTo("/checkout");
        assertThat(paying.body()).contains("Harbour lamp", "€49.00").doesNotContain("€69.00");
        assertThat(browser.post("/cart/claims/" + sale.id(), Map.of()).uri().getPath())
                .isEqualTo("/cart");
    }

    @Test
    void thePageOfAnItemLeadsToTheOthersOfItsSaleAndOtherPagesLeadToTheFirst() throws Exception {
        Sale first = sale("Pair of lamps", 2, Instant.now().minusSeconds(1));
        Sales sales = shop.get(Sales.class);
        UUID variant = shop.product("Second of the pair", "59.00")
                .variants()
                .getFirst()
                .id();
        Sale second = sales.addItem(UUID.randomUUID(), first.id(), new SaleItem(variant, Money.of(39_00, "EUR"), 2, 1));
        Browser browser = new Browser(shop);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(browser.get("/sales/" + first.id()).body())
                                .contains("Also in this sale", "Second of the pair", "/sales/" + second.id()));
        assertThat(browser.get("/sales/" + second.id()).body())
                .contains("Also in this sale", "€39.00", "2</b> of 2 left", "data-room=\"" + first.id() + "\"");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.get("/sales").body())
                        .contains("/sales/" + first.id(), "/sales/" + second.id()));
    }

    @Test
    void everyOutcomeHasItsOwnWords() throws Exception {
        Sale sale = sale("Outcome lamp", 1, Instant.now().minusSeconds(1));
        String page = "/sales/" + sale.id();
        Browser first = new Browser(shop);
        signIn(first, "Berta", page);
        Browser second = new Browser(shop);
        signIn(second, "Carl", page);
        assertThat(second.get(page + "/claim").body()).contains("You hold nothing in this sale", "Claim yours");

        UUID berta = customer("berta@example.org");
        first.post(page + "/claim", Map.of());
        assertThat(second.post(page + "/claim", Map.of()).body()).contains("Nothing is left right now", "Look again");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(first.get(page).body()).contains("Sold out for now", "waiting to be paid"));

        shop.get(Database.class)
                .sql()
                .sql("update sale.claim set hold_until = clock_timestamp() where sale_id = ?")
                .param(sale.id())
                .update();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(first.get(page + "/claim").body()).contains("Your hold has ended", "Claim again"));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(first.post(page + "/claim", Map.of()).body()).contains("It is yours for now"));

        shop.get(Sales.class).pay(sale.id(), berta, UUID.randomUUID());
        assertThat(first.get(page + "/claim").body()).contains("You bought it");
        shop.get(Sales.class).stop(sale.id());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(second.post(page + "/claim", Map.of()).body())
                                .contains("The sale is not open", "Nothing is given out"));
    }

    @Test
    void whoHasBoughtAllTheyMayIsTold() throws Exception {
        Sale sale = sale("Limit lamp", 3, Instant.now().minusSeconds(1));
        String page = "/sales/" + sale.id();
        Browser browser = new Browser(shop);
        signIn(browser, "Dora", page);
        browser.post(page + "/claim", Map.of());
        shop.get(Sales.class).pay(sale.id(), customer("dora@example.org"), UUID.randomUUID());
        assertThat(browser.post(page + "/claim", Map.of()).body()).contains("That is the limit", "one item");
    }

    @Test
    void aSaleThatIsComingSaysWhenInWordsWithItsZoneAndIsLinkedEverywhere() throws Exception {
        Instant noon = Instant.now().plus(Duration.ofDays(2)).plusSeconds(30);
        Sale sale = sale("Coming lamp", 4, noon);
        Browser browser = new Browser(shop);
        String page = "/sales/" + sale.id();
        assertThat(browser.get(page).body())
                .contains("Opens in", "CE", "You need to be signed in", "/sign-in?next=" + page)
                .contains("data-phase=\"planned\"");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(browser.get("/sales").body()).contains("Coming lamp", page);
            assertThat(browser.get("/").body()).contains("href=\"/sales\"");
            assertThat(browser.get("/p/coming-lamp").body()).contains("In a sale for €49.00", page);
        });
        signIn(browser, "Emil", page);
        assertThat(browser.post(page + "/claim", Map.of()).body()).contains("The sale is not open", "It opens");
    }

    @Test
    void aSaleThatNobodyPlannedIsNotFoundAndAWrongAmountIsRefused() throws Exception {
        Browser browser = new Browser(shop);
        assertThat(browser.get("/sales/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(browser.get("/sales/no-such-sale").statusCode()).isEqualTo(404);
        Sale sale = sale("Amount lamp", 1, Instant.now().minusSeconds(1));
        signIn(browser, "Fritz", "/");
        assertThat(browser.post("/sales/" + sale.id() + "/claim", Map.of("quantity", "-1"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post("/sales/" + UUID.randomUUID() + "/claim", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theHotRouteAnswersAsTheControllerDoesAndKeepsCounting() throws Exception {
        Sale sale = sale("Hot lamp", 2, Instant.now().minusSeconds(1));
        Browser browser = new Browser(shop);
        String route = "/api/v1/sales/" + sale.id();
        assertThat(browser.get(route).body())
                .contains("\"state\":\"OPEN\"", "\"available\":2", "\"setAside\":2", "\"held\":0", "\"serverTime\":");
        shop.get(Sales.class).claim(sale.id(), UUID.randomUUID(), 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.get(route).body()).contains("\"available\":1", "\"held\":1"));
        assertThat(browser.get("/api/v1/sales/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(new String(
                        browser.bytes("/sales/" + sale.id() + "/mine.json", "Accept", "application/json")
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("\"held\":0", "\"holdUntil\":null", "\"bought\":0", "\"lapsed\":0");
    }

    @Test
    void aSaleWithACodeIsForThoseWhoTypeIt() throws Exception {
        Sale sale = sale("For members", 1, Instant.now().minusSeconds(1), "Members-2026");
        String page = "/sales/" + sale.id();
        Browser browser = new Browser(shop);
        signIn(browser, "Mona", page);
        assertThat(browser.get(page).body()).contains("Access code", "name=\"code\"");
        assertThat(browser.get("/api/v1/sales/" + sale.id()).body())
                .contains("\"codeRequired\":true")
                .doesNotContainIgnoringCase("members-2026");
        assertThat(browser.post(page + "/claim", Map.of()).body())
                .contains("This code does not open the sale", "name=\"code\"");
        assertThat(browser.post(page + "/claim", Map.of("code", "members-2026")).body())
                .contains("It is yours for now");
    }

    private static Sale sale(String title, int units, Instant opensAt) {
        return sale(title, units, opensAt, null);
    }

    private static Sale sale(String title, int units, Instant opensAt, @Nullable String code) {
        Product product = shop.product(title, "69.00");
        return shop.get(Sales.class)
                .plan(new SaleDraft(
                        title,
                        product.variants().getFirst().id(),
                        Money.of(4900, "EUR"),
                        units,
                        1,
                        Duration.ofMinutes(10),
                        opensAt,
                        opensAt.plus(Duration.ofHours(2)),
                        null,
                        code));
    }

    private static HttpResponse<String> signIn(Browser browser, String name, String next) throws Exception {
        return browser.post(
                "/register",
                Map.of("name", name, "email", name.toLowerCase() + "@example.org", "password", PASSWORD, "next", next));
    }

    private static UUID customer(String email) {
        return shop.get(Customers.class).list(email, null, 1).items().getFirst().id();
    }
}

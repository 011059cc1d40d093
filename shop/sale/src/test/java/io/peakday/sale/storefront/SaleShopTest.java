package io.peakday.sale.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.customers.Customers;
import io.peakday.inventory.SampleGoods;
import io.peakday.kernel.Money;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleItem;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of sales with forms and links alone: no script runs in any of these tests. */
class SaleShopTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(ShopNode.WIRING.schemas());

    private static TestNode node;

    @BeforeAll
    static void open() {
        node = ShopNode.WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void aGuestIsLedToSignInAndACustomerGetsAUnitOnceAndMayGiveItBack() throws Exception {
        Sale sale = sale("Harbour lamp", 2, Instant.now().minusSeconds(1));
        String page = "/sales/" + sale.id();
        Shopper guest = new Shopper(node);
        assertThat(guest.get(page).body()).contains("Harbour lamp", "€49.00", "2</b> of 2 left", "Claim yours");
        assertThat(guest.post(page + "/claim", Map.of("quantity", "1")).uri())
                .hasPath("/sign-in")
                .hasQuery("next=" + page);

        Shopper shopper = Shopper.signedUp(node, "Ada");
        var claimed = shopper.post(page + "/claim", Map.of("quantity", "1"));
        assertThat(claimed.uri().getPath()).isEqualTo(page + "/claim");
        assertThat(claimed.body())
                .contains("It is yours for now", "1 item is", "Pay now", "action=\"/cart/claims/" + sale.id())
                .doesNotContain("<button class=\"btn primary large grow\"");
        assertThat(shopper.post(page + "/claim", Map.of("quantity", "1")).body())
                .contains("You have it already", "nothing was taken twice");
        assertThat(node.get(FlashSales.class).count(sale.id()).held()).isEqualTo(1);
        assertThat(shopper.post(page + "/give-back", Map.of()).body())
                .contains("It went back on sale", "Claim again")
                .doesNotContain("Pay now");
        assertThat(node.get(FlashSales.class).count(sale.id()).held()).isZero();
        assertThat(shopper.post(page + "/give-back", Map.of()).body()).contains("You hold nothing in this sale");
        assertThat(shopper.post(page + "/claim", Map.of("quantity", "1")).body())
                .contains("It is yours for now");
    }

    @Test
    void thePageOfAnItemLeadsToTheOthersOfItsSale() throws Exception {
        Sale first = sale("Pair of lamps", 2, Instant.now().minusSeconds(1));
        UUID variant = new SampleGoods(node)
                .lamp("Second of the pair", "59.00")
                .variants()
                .getFirst()
                .id();
        Sale second = node.get(FlashSales.class)
                .addItem(UUID.randomUUID(), first.id(), new SaleItem(variant, Money.of(39_00, "EUR"), 2, 1));
        Shopper shopper = new Shopper(node);
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(shopper.get("/sales/" + first.id()).body())
                                .contains("Also in this sale", "Second of the pair", "/sales/" + second.id()));
        assertThat(shopper.get("/sales/" + second.id()).body())
                .contains("Also in this sale", "€39.00", "2</b> of 2 left", "data-room=\"" + first.id() + "\"");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(shopper.get("/sales").body())
                        .contains("/sales/" + first.id(), "/sales/" + second.id()));
    }

    @Test
    void everyOutcomeHasItsOwnWords() throws Exception {
        Sale sale = sale("Outcome lamp", 1, Instant.now().minusSeconds(1));
        String page = "/sales/" + sale.id();
        Shopper first = Shopper.signedUp(node, "Berta");
        Shopper second = Shopper.signedUp(node, "Carl");
        assertThat(second.get(page + "/claim").body()).contains("You hold nothing in this sale", "Claim yours");

        first.post(page + "/claim", Map.of());
        assertThat(second.post(page + "/claim", Map.of()).body()).contains("Nothing is left right now", "Look again");
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(first.get(page).body()).contains("Sold out for now", "waiting to be paid"));

        ShopNode.holdEnds(node, sale.id());
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(first.get(page + "/claim").body()).contains("Your hold has ended", "Claim again"));
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(first.post(page + "/claim", Map.of()).body()).contains("It is yours for now"));

        node.get(FlashSales.class).pay(sale.id(), customer("Berta"), UUID.randomUUID());
        assertThat(first.get(page + "/claim").body()).contains("You bought it");
        node.get(FlashSales.class).stop(sale.id());
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(second.post(page + "/claim", Map.of()).body())
                                .contains("The sale is not open", "Nothing is given out"));
    }

    @Test
    void whoHasBoughtAllTheyMayIsInformed() throws Exception {
        Sale sale = sale("Limit lamp", 3, Instant.now().minusSeconds(1));
        String page = "/sales/" + sale.id();
        Shopper shopper = Shopper.signedUp(node, "Dora");
        shopper.post(page + "/claim", Map.of());
        node.get(FlashSales.class).pay(sale.id(), customer("Dora"), UUID.randomUUID());
        assertThat(shopper.post(page + "/claim", Map.of()).body()).contains("That is the limit", "one item");
    }

    @Test
    void aSaleThatIsComingSaysWhenInWordsWithItsZone() throws Exception {
        Instant noon = Instant.now().plus(Duration.ofDays(2)).plusSeconds(30);
        Sale sale = sale("Coming lamp", 4, noon);
        String page = "/sales/" + sale.id();
        Shopper shopper = Shopper.signedUp(node, "Emil");
        assertThat(shopper.get(page).body())
                .contains("Opens in", "CE", "You need to be signed in", "/sign-in?next=" + page)
                .contains("data-phase=\"planned\"");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(shopper.get("/sales").body()).contains("Coming lamp", page));
        assertThat(shopper.post(page + "/claim", Map.of()).body()).contains("The sale is not open", "It opens");
    }

    @Test
    void aSaleThatNobodyPlannedIsNotFoundAndAWrongAmountIsRefused() throws Exception {
        Shopper shopper = Shopper.signedUp(node, "Fritz");
        assertThat(shopper.get("/sales/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(shopper.get("/sales/no-such-sale").statusCode()).isEqualTo(404);
        Sale sale = sale("Amount lamp", 1, Instant.now().minusSeconds(1));
        assertThat(shopper.post("/sales/" + sale.id() + "/claim", Map.of("quantity", "-1"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(shopper.post("/sales/" + UUID.randomUUID() + "/claim", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theHotRouteAnswersAsTheControllerDoesAndKeepsCounting() throws Exception {
        Sale sale = sale("Hot lamp", 2, Instant.now().minusSeconds(1));
        Shopper shopper = new Shopper(node);
        String route = "/api/v1/sales/" + sale.id();
        assertThat(shopper.get(route).body())
                .contains("\"state\":\"OPEN\"", "\"available\":2", "\"setAside\":2", "\"held\":0", "\"serverTime\":");
        node.get(FlashSales.class).claim(sale.id(), UUID.randomUUID(), 1);
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(shopper.get(route).body()).contains("\"available\":1", "\"held\":1"));
        assertThat(shopper.get("/api/v1/sales/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(node.send("GET", "/sales/" + sale.id() + "/mine.json", null, "Accept", "application/json")
                        .body())
                .contains("\"held\":0", "\"holdUntil\":null", "\"bought\":0", "\"lapsed\":0");
    }

    @Test
    void aSaleWithACodeIsForThoseWhoTypeIt() throws Exception {
        Sale sale = ShopNode.sale(
                node,
                new SampleGoods(node).lamp("For members", "69.00"),
                1,
                1,
                Instant.now().minusSeconds(1),
                "Members-2026");
        String page = "/sales/" + sale.id();
        Shopper shopper = Shopper.signedUp(node, "Mona");
        assertThat(shopper.get(page).body()).contains("Access code", "name=\"code\"");
        assertThat(shopper.get("/api/v1/sales/" + sale.id()).body())
                .contains("\"codeRequired\":true")
                .doesNotContainIgnoringCase("members-2026");
        assertThat(shopper.post(page + "/claim", Map.of()).body())
                .contains("This code does not open the sale", "name=\"code\"");
        assertThat(shopper.post(page + "/claim", Map.of("code", "members-2026")).body())
                .contains("It is yours for now");
    }

    private static Sale sale(String title, int units, Instant opensAt) {
        return ShopNode.sale(node, title, units, opensAt);
    }

    private static UUID customer(String name) {
        return node.get(Customers.class)
                .list(Shopper.email(name), null, 1)
                .items()
                .getFirst()
                .id();
    }
}

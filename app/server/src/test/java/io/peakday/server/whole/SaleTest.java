package io.peakday.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.kernel.Ids;
import io.peakday.sale.FlashSales;
import io.peakday.server.whole.Caller.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sale over the API: planned by the staff, claimed by customers. */
class SaleTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    private final Staff owner = shop.owner();

    @Test
    void ofThirtyCustomersOfTenUnitsExactlyTenGetOneAndTheOthersAClearAnswer() throws Exception {
        String sale =
                plan(10, Instant.now().minusSeconds(1)).get("sale").get("id").asString();
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Caller customer = customer();
            calls.add(() -> claim(customer, sale));
        }
        List<String> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> call : threads.invokeAll(calls)) {
                outcomes.add(call.get().ok().get("outcome").asString());
            }
        }
        assertThat(outcomes).filteredOn("claimed"::equals).hasSize(10);
        assertThat(outcomes).filteredOn("sold-out"::equals).hasSize(20);
        assertThat(shop.caller()
                        .get("/api/v1/sales/" + sale)
                        .ok()
                        .get("available")
                        .asInt())
                .isZero();
        assertThat(shop.bean(FlashSales.class).verify().clean()).isTrue();
    }

    @Test
    void aClaimAskedForAgainIsTheSameClaimAndGuestsAreAskedToSignIn() {
        String sale =
                plan(3, Instant.now().minusSeconds(1)).get("sale").get("id").asString();
        Caller customer = customer();
        var first = claim(customer, sale).ok();
        var again = claim(customer, sale).ok();
        assertThat(again.get("outcome").asString()).isEqualTo("already-claimed");
        assertThat(again.get("holdUntil")).isEqualTo(first.get("holdUntil"));
        assertThat(claim(shop.caller(), sale).code()).isEqualTo("identity.sign-in-required");
        assertThat(claim(customer, Ids.next().toString()).code()).isEqualTo("sale.not-found");
        assertThat(customer.post("/api/v1/sales/" + sale + "/claim", "{\"quantity\":0}")
                        .code())
                .isEqualTo("sale.bad-claim");
    }

    @Test
    void aCustomerGivesAClaimBackAsOftenAsAskedAndTheNextGetsIt() {
        String sale =
                plan(1, Instant.now().minusSeconds(1)).get("sale").get("id").asString();
        Caller customer = customer();
        String claim = "/api/v1/sales/" + sale + "/claim";
        assertThat(claim(customer, sale).ok().get("outcome").asString()).isEqualTo("claimed");
        assertThat(shop.caller().delete(claim).code()).isEqualTo("identity.sign-in-required");
        assertThat(customer.delete(claim).status()).isEqualTo(204);
        assertThat(customer.delete(claim).status()).isEqualTo(204);
        Caller next = customer();
        await().untilAsserted(() ->
                assertThat(claim(next, sale).ok().get("outcome").asString()).isIn("claimed", "already-claimed"));
    }

    @Test
    void thePeopleWhoRunTheStoreStopASaleAtOnceAndTheAuditSaysWho() {
        String sale = plan(3, Instant.now().plus(Duration.ofHours(1)))
                .get("sale")
                .get("id")
                .asString();
        Caller customer = customer();
        var early = claim(customer, sale).ok();
        assertThat(early.get("outcome").asString()).isEqualTo("not-open");
        assertThat(early.get("state").asString()).isEqualTo("planned");

        var stopped = owner.post("/api/v1/admin/sales/" + sale + "/stop", "{}").ok();
        assertThat(stopped.get("state").asString()).isEqualTo("STOPPED");
        await().untilAsserted(() ->
                assertThat(claim(customer, sale).ok().get("state").asString()).isEqualTo("stopped"));
        assertThat(owner.get("/api/v1/admin/audit?limit=50").ok().toString()).contains("/sales/" + sale + "/stop");
        assertThat(customer.post("/api/v1/admin/sales/" + sale + "/stop", "{}").status())
                .isEqualTo(401);
    }

    @Test
    void thePeopleWhoRunTheStoreTakeAnItemOutOfASaleUntilItBegins() {
        String sale = plan(3, Instant.now().plus(Duration.ofHours(1)))
                .get("sale")
                .get("id")
                .asString();
        String items = "/api/v1/admin/sales/" + sale + "/items";
        String item = addItem(items, 2);
        assertThat(shop.caller().delete(items + "/" + item).status()).isEqualTo(401);
        assertThat(owner.delete(items + "/" + item).status()).isEqualTo(204);
        assertThat(owner.get(items).ok()).hasSize(1);
        assertThat(owner.delete(items + "/" + item).code()).isEqualTo("sale.not-found");
        assertThat(shop.caller().get("/api/v1/admin/sales/" + item).status()).isEqualTo(401);
        assertThat(owner.get("/api/v1/admin/sales/" + item).code()).isEqualTo("sale.not-found");
        assertThat(owner.delete(items + "/" + sale).code()).isEqualTo("sale.last-item");
        assertThat(owner.get("/api/v1/admin/audit?limit=50").ok().toString())
                .contains("/sales/" + sale + "/items/" + item);

        String open =
                plan(1, Instant.now().minusSeconds(1)).get("sale").get("id").asString();
        String more = addItem("/api/v1/admin/sales/" + open + "/items", 1);
        Answer begun = owner.delete("/api/v1/admin/sales/" + open + "/items/" + more);
        assertThat(begun.status()).isEqualTo(409);
        assertThat(begun.code()).isEqualTo("sale.begun");
    }

    private String addItem(String items, int units) {
        Product product = shop.goods().product(units);
        return owner.post(items, """
                        {"variantId":"%s","price":{"minor":4900,"currency":"EUR"},"setAside":%d}""".formatted(product.variants().getFirst().id(), units))
                .ok()
                .get("sale")
                .get("id")
                .asString();
    }

    @Test
    void whatIsWrongWithAPlanIsNamed() {
        Answer wrong = owner.post("/api/v1/admin/sales", "{\"name\":\"x\"}");
        assertThat(wrong.code()).isEqualTo("sale.bad-sale");
        assertThat(wrong.json().toString()).contains("variantId", "setAside", "opensAt");
    }

    private tools.jackson.databind.JsonNode plan(int units, Instant opensAt) {
        Product product = shop.goods().product(units);
        return owner.post("/api/v1/admin/sales", """
                        {"name":"Sale day","variantId":"%s","price":{"minor":9900,"currency":"EUR"},"setAside":%d,
                         "opensAt":"%s","closesAt":"%s"}""".formatted(
                                product.variants().getFirst().id(), units, opensAt, opensAt.plus(Duration.ofHours(2))))
                .ok();
    }

    private static Caller customer() {
        Caller customer = shop.caller();
        customer.post("/api/v1/customers", """
                        {"email":"%s@example.com","password":"a loud harbour at noon","name":"Kim"}""".formatted(UUID.randomUUID())).ok();
        return customer;
    }

    private static Answer claim(Caller customer, String sale) {
        return customer.post("/api/v1/sales/" + sale + "/claim", "{}");
    }
}

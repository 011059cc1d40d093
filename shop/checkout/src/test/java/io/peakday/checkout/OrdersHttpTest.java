package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.ApiKeys;
import io.peakday.cart.CartOwner;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.kernel.Ids;
import io.peakday.orders.OrdersPermissions;
import io.peakday.payments.PaymentsPermissions;
import io.peakday.payments.sandbox.SandboxWebhooks;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shopping over HTTP, as a program or a browser does it. */
class OrdersHttpTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(SampleStore.WITHOUT_BACKGROUND.schemas());

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static TestNode node;
    private static Stage stage;

    @BeforeAll
    static void open() {
        node = SampleStore.WITHOUT_BACKGROUND.open(postgres.database());
        stage = new Stage(postgres.database(), InstantSource.system());
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void aGuestBuysACartAndFindsTheOrderAgain() throws Exception {
        UUID cart = cart(2);
        JsonNode quote = json(node.send("GET", "/api/v1/checkouts/quote?cartId=" + cart + "&country=de", null));
        assertThat(quote.path("options").findValuesAsString("method")).contains("standard", "express", "pick-up");
        String body = checkout(Ids.next(), cart, token("4242424242424242"));

        HttpResponse<String> placed = node.send("POST", "/api/v1/checkouts", body);
        HttpResponse<String> again = node.send("POST", "/api/v1/checkouts", body);

        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        String number = json(placed).path("orderNumber").asString();
        assertThat(json(again).path("orderNumber").asString()).isEqualTo(number);
        HttpResponse<String> order = node.send("GET", "/api/v1/orders/" + number + "?email=ada@example.org", null);
        assertThat(order.statusCode()).isEqualTo(200);
        assertThat(order.headers().firstValue("ETag")).contains("\"v1\"");
        assertThat(json(order).path("timeline").findValuesAsString("to")).containsExactly("PLACED", "PAID");
        assertThat(node.send("GET", "/api/v1/orders/" + number + "?email=eve@example.org", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(node.send("GET", "/api/v1/orders/" + number, null).statusCode())
                .isEqualTo(404);
        assertThat(node.send("GET", "/api/v1/orders", null).statusCode()).isEqualTo(401);
    }

    @Test
    void aDeclinedCardIsAProblemThatSaysWhy() throws Exception {
        HttpResponse<String> declined =
                node.send("POST", "/api/v1/checkouts", checkout(Ids.next(), cart(1), token("4000000000009995")));

        assertThat(declined.statusCode()).isEqualTo(409);
        assertThat(declined.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(declined).path("code").asString()).isEqualTo("checkout.declined.insufficient-funds");
    }

    @Test
    void theChallengePageDecidesAndTheWebhookIsHandled() throws Exception {
        UUID checkout = Ids.next();
        HttpResponse<String> asked =
                node.send("POST", "/api/v1/checkouts", checkout(checkout, cart(1), token("4000000000003220")));
        assertThat(asked.statusCode()).isEqualTo(202);
        String page = json(asked).path("challengeUrl").asString();

        HttpResponse<String> shown = node.send("GET", page, null, "Accept", "text/html");
        HttpResponse<String> foreign = node.send(
                "POST",
                page,
                "answer=approve",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                "https://evil.example");
        HttpResponse<String> answered = node.send(
                "POST",
                page,
                "answer=approve",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                node.url());

        assertThat(shown.body()).contains("Is it you?").contains("EUR");
        assertThat(shown.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(answered.statusCode()).isEqualTo(303);
        assertThat(answered.headers().firstValue("Location")).contains("/checkout/done");
        assertThat(node.get(SandboxWebhooks.class).work()).isEqualTo(1);
        assertThat(stage.payments.payment(checkout).orElseThrow().state().name())
                .isEqualTo("AUTHORIZED");
        assertThat(node.send("POST", "/api/v1/checkouts/" + checkout + "/resume", null)
                        .statusCode())
                .isEqualTo(201);
        assertThat(node.get(Checkout.class).find(checkout).orElseThrow().orderNumber())
                .isNotNull();
    }

    @Test
    void aForgedWebhookIsRefused() throws Exception {
        HttpResponse<String> forged = node.send(
                "POST", "/api/v1/payments/webhooks/sandbox", "{}", "Peakday-Signature", "t=1,v1=" + "0".repeat(64));

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(node.send("POST", "/api/v1/payments/webhooks/sandbox", "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aProgramWithTheRightKeyShipsAndRefundsAndOneWithoutDoesNot() throws Exception {
        HttpResponse<String> placed =
                node.send("POST", "/api/v1/checkouts", checkout(Ids.next(), cart(1), token("4242424242424242")));
        String order =
                "/api/v1/admin/orders/" + json(placed).path("orderNumber").asString();
        String[] writer =
                key(OrdersPermissions.ORDERS_READ, OrdersPermissions.ORDERS_WRITE, PaymentsPermissions.PAYMENTS_REFUND);
        String[] reader = key(OrdersPermissions.ORDERS_READ);

        assertThat(admin("POST", order + "/pack", "{}", reader).statusCode()).isEqualTo(403);
        assertThat(node.send("GET", order, null).statusCode()).isEqualTo(401);
        assertThat(admin("POST", order + "/deliver", "{}", writer).statusCode()).isEqualTo(409);
        assertThat(admin("POST", order + "/pack", "{}", writer).statusCode()).isEqualTo(200);
        assertThat(admin("POST", order + "/ship", "{\"carrier\":\"DHL\",\"number\":\"1\"}", writer)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refunded = admin(
                "POST",
                order + "/refunds",
                "{\"id\":\"" + Ids.next() + "\",\"lines\":[{\"position\":1,\"amountMinor\":100}],\"reason\":\"Late\"}",
                writer);
        assertThat(refunded.statusCode()).as(refunded.body()).isEqualTo(200);
        assertThat(json(refunded).path("order").path("refunded").path("minor").asLong())
                .isEqualTo(100);
        assertThat(admin("GET", order, null, reader).body()).contains("api-key").contains("captured");
        assertThat(admin("GET", "/api/v1/admin/orders/export?state=SHIPPED", null, reader)
                        .body())
                .startsWith("number,placed_at,state")
                .contains("SHIPPED");
        assertThat(admin("GET", "/api/v1/admin/orders?q=ada&limit=1", null, reader)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void nonsenseIsTheCallersFaultAndNeverOurs() throws Exception {
        String[] all = key(node.get(Permissions.class).all().toArray(Permission[]::new));
        UUID cart = cart(1);
        List<String> bodies = List.of(
                "",
                "null",
                "[]",
                "{",
                "{}",
                "\"x\"",
                "{\"checkoutId\":5}",
                "{\"checkoutId\":\"not-a-uuid\"}",
                "{\"lines\":[null],\"id\":\"" + Ids.next() + "\",\"reason\":\"x\"}",
                "{\"id\":\"" + Ids.next() + "\",\"lines\":[{\"position\":-1,\"amountMinor\":9223372036854775807}],"
                        + "\"otherMinor\":9223372036854775807,\"reason\":\"x\"}",
                "{\"number\":{},\"expiryMonth\":[],\"cvc\":1e400}",
                "{\"number\":\"٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢\",\"expiryMonth\":\"99\",\"expiryYear\":\"0\",\"cvc\":\"\",\"holder\":\"\\u0000\"}",
                checkout(Ids.next(), cart, "tok_x").replace("\"DE\"", "\"\\u0000\""),
                checkout(Ids.next(), cart, "tok_x").replace("ada@example.org", "a".repeat(5_000)),
                checkout(Ids.next(), cart, "tok_x").replace("\"/checkout/done\"", "\"//evil.example\""),
                checkout(Ids.next(), cart, "tok_x")
                        .replace("}", ",\"expectedTotal\":{\"minor\":-1,\"currency\":\"ZZZ\"}}"),
                checkout(Ids.next(), Ids.next(), "tok_x"));
        List<String> routes = List.of(
                "/api/v1/checkouts",
                "/api/v1/checkouts/" + Ids.next() + "/resume",
                "/api/v1/checkouts/x/resume",
                "/api/v1/payment-tokens",
                "/api/v1/payments/webhooks/sandbox",
                "/api/v1/payments/webhooks/nobody",
                "/api/v1/orders/PD-2026-00000-00000/returns",
                "/api/v1/orders/%00/cancel",
                "/api/v1/admin/orders/PD-2026-00000-00000/refunds",
                "/api/v1/admin/orders/returns/x/receive",
                "/api/v1/admin/orders/returns/" + Ids.next() + "/receive",
                "/sandbox/challenge/" + Ids.next());
        for (String route : routes) {
            for (String body : bodies) {
                HttpResponse<String> reply = node.send(
                        "POST",
                        route,
                        body,
                        all[0],
                        all[1],
                        "Idempotency-Key",
                        Ids.next().toString(),
                        "Peakday-Signature",
                        "t=1,v1=0");
                assertThat(reply.statusCode())
                        .as("%s with %s: %s", route, body, reply.body())
                        .isBetween(400, 499);
            }
        }
        for (String query : List.of(
                "limit=0",
                "limit=x",
                "cursor=%FF",
                "cursor=AQ",
                "state=GONE",
                "from=yesterday",
                "q=%00",
                "q=%25%5C_")) {
            assertThat(admin("GET", "/api/v1/admin/orders?" + query, null, all).statusCode())
                    .as(query)
                    .isLessThan(500);
        }
    }

    @Test
    void anOrderToLasPalmasHasNoTaxAndSaysSoInTheQuoteTheOrderAndItsRefunds() throws Exception {
        UUID cart = cart(1);
        String quoted = "/api/v1/checkouts/quote?cartId=" + cart + "&country=ES";
        JsonNode mainland = json(node.send("GET", quoted, null));
        JsonNode islands = json(node.send("GET", quoted + "&postalCode=es-35%20001", null));

        assertThat(mainland.at("/options/0/totals/tax/minor").asLong()).isEqualTo(519);
        assertThat(mainland.toString()).doesNotContain("No VAT");
        assertThat(islands.at("/options/0/totals/tax/minor").asLong()).isZero();
        assertThat(islands.at("/options/0/totals/total/minor").asLong())
                .isEqualTo(mainland.at("/options/0/totals/total/minor").asLong())
                .isEqualTo(2_990);
        assertThat(islands.path("taxNote").asString())
                .isEqualTo(islands.at("/options/0/totals/taxNote").asString())
                .startsWith("No VAT is charged on deliveries to the Canary Islands");

        String body = checkout(Ids.next(), cart, token("4242424242424242"))
                .replace("\"10115\"", "\"35001\"")
                .replace("\"DE\"", "\"ES\"");
        String number = json(node.send("POST", "/api/v1/checkouts", body))
                .path("orderNumber")
                .asString();
        String[] key =
                key(OrdersPermissions.ORDERS_READ, OrdersPermissions.ORDERS_WRITE, PaymentsPermissions.PAYMENTS_REFUND);
        admin(
                "POST",
                "/api/v1/admin/orders/" + number + "/refunds",
                "{\"id\":\"" + Ids.next() + "\",\"otherMinor\":990,\"reason\":\"Late\"}",
                key);
        JsonNode order = json(node.send("GET", "/api/v1/orders/" + number + "?email=ada@example.org", null));

        assertThat(order.at("/order/totals/tax/minor").asLong(-1)).isZero();
        assertThat(order.at("/order/totals/total/minor").asLong()).isEqualTo(2_990);
        assertThat(order.at("/order/totals/taxNote").asString()).contains("the Canary Islands");
        assertThat(order.at("/refunds/0/taxes/0/net/minor").asLong()).isEqualTo(990);
        assertThat(order.at("/refunds/0/taxes/0/tax/minor").asLong(-1)).isZero();
        assertThat(order.path("refunds")).hasSize(1);
    }

    private static HttpResponse<String> admin(String method, String path, String body, String[] key) throws Exception {
        return node.send(
                method,
                path,
                body,
                key[0],
                key[1],
                "Idempotency-Key",
                Ids.next().toString());
    }

    private static String[] key(Permission... scopes) throws Exception {
        String secret = CurrentActor.callAs(
                        new Actor.SystemActor("test"),
                        () -> node.get(ApiKeys.class).create("warehouse", Set.of(scopes), null))
                .secret();
        return new String[] {"Authorization", "Bearer " + secret};
    }

    private static UUID cart(int units) {
        UUID lamp = stage.product("Lamp", 2_000, 10);
        UUID cart = stage.carts.create(CartOwner.guest());
        stage.carts.put(cart, CartOwner.guest(), lamp, units);
        return cart;
    }

    private static String token(String number) throws Exception {
        HttpResponse<String> token = node.send(
                "POST",
                "/api/v1/payment-tokens",
                "{\"number\":\"" + number
                        + "\",\"expiryMonth\":12,\"expiryYear\":2099,\"cvc\":\"123\",\"holder\":\"Ada\"}");
        assertThat(token.statusCode()).as(token.body()).isEqualTo(201);
        assertThat(token.body()).doesNotContain(number);
        return json(token).path("token").asString();
    }

    private static String checkout(UUID id, UUID cart, String token) {
        return """
                {"checkoutId":"%s","cartId":"%s","email":"ada@example.org","shippingMethod":"standard",
                 "paymentToken":"%s","paidWith":"visa","returnPath":"/checkout/done",
                 "shipTo":{"name":"Ada","line1":"Lange Straße 1","postalCode":"10115","city":"Berlin","country":"DE"}}""".formatted(id, cart, token);
    }

    private static JsonNode json(HttpResponse<String> reply) {
        return JSON.readTree(reply.body());
    }
}

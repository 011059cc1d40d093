package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A store of one's own in which nobody has said who takes the payments. */
class NoPaymentsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(SampleStore.WITHOUT_BACKGROUND.schemas());

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CARD = """
            {"number":"4242424242424242","expiryMonth":"12","expiryYear":"2031","cvc":"123","holder":"Ada"}""";
    private static TestNode node;
    private static Stage stage;

    @BeforeAll
    static void open() {
        node = SampleStore.WITHOUT_BACKGROUND
                .setting("peakday.payments.provider", "demo")
                .open(postgres.database());
        stage = new Stage(postgres.database(), InstantSource.system());
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void checkoutSaysSoBeforeAnythingIsReserved() throws Exception {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        UUID cart = stage.cart(lamp, 2);
        // As from a page that was open while the store still took test cards.
        String token = stage.payments
                .tokenize(new io.peakday.payments.CardDetails("4242424242424242", 12, 2031, "123", "Ada"))
                .token();
        String body = """
                {"checkoutId":"%s","cartId":"%s","email":"ada@example.org","shippingMethod":"standard",
                 "paymentToken":"%s","paidWith":"visa","returnPath":"/checkout/done",
                 "shipTo":{"name":"Ada","line1":"Lange Straße 1","postalCode":"10115","city":"Berlin","country":"DE"}}""".formatted(Ids.next(), cart, token);

        for (int attempt = 0; attempt < 2; attempt++) {
            HttpResponse<String> refused = node.send("POST", "/api/v1/checkouts", body);

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            JsonNode problem = JSON.readTree(refused.body());
            assertThat(problem.path("code").asString()).isEqualTo("payments.not-set-up");
            assertThat(problem.path("detail").asString()).startsWith("No payment is set up in this store");
        }
        assertThat(stage.stockOf(lamp)).isEqualTo("5 on hand, 0 reserved");
        assertThat(stage.count("select count(*) from orders.checkout")).isZero();
        assertThat(stage.count("select count(*) from payments.payment")).isZero();
        assertThat(stage.count("select count(*) from cart.cart where id = ? and state = 'OPEN'", cart))
                .isOne();
    }

    @Test
    void noCardIsTaken() throws Exception {
        HttpResponse<String> refused = node.send("POST", "/api/v1/payment-tokens", CARD);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("payments.not-set-up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sandbox/bank.css", "/sandbox/challenge/0198a7a0-0000-7000-8000-000000000000"})
    void theSandboxHasNoPages(String path) throws Exception {
        assertThat(node.send("GET", path, null).statusCode()).isEqualTo(404);
    }

    @Test
    void theSandboxHasNoAddressForItsMessages() throws Exception {
        HttpResponse<String> refused = node.send(
                "POST",
                "/api/v1/payments/webhooks/sandbox",
                "{}",
                "Content-Type",
                "application/json",
                "Peakday-Signature",
                "t=1,v1=" + "0".repeat(64));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).contains("payments.no-provider");
    }
}

package io.peakday.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.access.StaffMembers;
import io.peakday.demo.DemoLogins;
import io.peakday.demo.DemoStore;
import io.peakday.engines.StartListener;
import io.peakday.identity.Role;
import io.peakday.payments.PaymentSetup;
import io.peakday.server.NodeLife;
import io.peakday.testkit.TestFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A store that was opened empty, with no word about payments. */
class OwnStoreTest {
    private static final String CARD = """
            {"number":"4242424242424242","expiryMonth":"12","expiryYear":"2031","cvc":"123","holder":"Ada"}""";

    @Test
    void itTakesNoTestCardsUntilItIsADemo() throws Exception {
        Path folder = TestStore.folder("own");
        try (NodeLife node = NodeLife.start(
                TestStore.options(folder)
                        .with("peakday.server.demo", "false")
                        .with("peakday.payments.provider", "demo")
                        .with("peakday.demo.products", "64")
                        .with("peakday.demo.customers", "2")
                        .with("peakday.demo.orders", "0")
                        .with("peakday.demo.reviews", "0"),
                StartListener.silent())) {
            PaymentSetup setup = node.store().bean(PaymentSetup.class);
            assertThat(setup.ready()).isFalse();
            HttpResponse<String> refused = pay(node.url());
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("payments.not-set-up");

            DemoStore demo = node.store().bean(DemoStore.class);
            node.store()
                    .bean(StaffMembers.class)
                    .ensure(DemoLogins.OWNER, "Her own", "a long sentence of words", Set.of(Role.OWNER));
            demo.markIfFilledBefore();
            assertThat(demo.isDemo()).as("for the name of an owner").isFalse();

            demo.fill((step, done, total) -> {});

            await().untilAsserted(() -> assertThat(setup.name()).isEqualTo("sandbox"));
            assertThat(pay(node.url()).statusCode()).isEqualTo(201);

            forgetTheMark(node);
            assertThat(demo.isDemo()).isFalse();
            demo.markIfFilledBefore();
            assertThat(demo.isDemo()).as("filled before fillings left a mark").isTrue();
        } finally {
            TestFolder.delete(folder);
        }
    }

    private static void forgetTheMark(NodeLife node) {
        node.store()
                .engines()
                .owner()
                .database()
                .sql()
                .sql("delete from demo.filling")
                .update();
    }

    private static HttpResponse<String> pay(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/v1/payment-tokens"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(CARD))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}

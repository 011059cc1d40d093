package io.peakday.payments.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.payments.CardDetails;
import io.peakday.payments.PaymentDraft;
import io.peakday.payments.PaymentOutcome;
import io.peakday.payments.PaymentState;
import io.peakday.payments.Payments;
import io.peakday.payments.PaymentsModule;
import io.peakday.payments.PaymentsSettings;
import io.peakday.payments.Webhook;
import io.peakday.payments.WebhookSecrets;
import io.peakday.payments.WebhookSignature;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks over real HTTP: the sandbox posts, a small server hands them to the payments. */
class SandboxWebhooksTest {
    @RegisterExtension
    static final TestDatabase postgres =
            TestDatabase.with(EventsModule.SCHEMA, PaymentsModule.SCHEMA, PaymentsModule.SANDBOX_SCHEMA);

    private final SteppedClock clock = new SteppedClock();
    private final WebhookSecrets secrets = new WebhookSecrets(postgres.database());
    private final SandboxProvider provider = new SandboxProvider(postgres.database(), clock, Duration.ofSeconds(2));
    private final Payments payments = new Payments(
            postgres.database(),
            new Outbox(postgres.database(), clock, EventSettings.withPrefix("test.")),
            clock,
            provider,
            secrets,
            PaymentsSettings.defaults());
    private final AtomicInteger refusals = new AtomicInteger();
    private HttpServer shop;
    private SandboxWebhooks webhooks;

    @BeforeEach
    void open() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/api/v1/payments/webhooks/sandbox", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refuse = refusals.getAndDecrement() > 0;
            if (!refuse) {
                payments.receive(
                        new Webhook("sandbox", exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER), body));
            }
            exchange.sendResponseHeaders(refuse ? 503 : 204, -1);
            exchange.close();
        });
        shop.start();
        URI address =
                URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + "/api/v1/payments/webhooks/sandbox");
        webhooks = new SandboxWebhooks(
                postgres.database(), clock, () -> secrets.of("sandbox"), () -> Optional.of(address));
    }

    @AfterEach
    void close() {
        postgres.database().sql().sql("delete from sandbox.webhook").update();
        webhooks.close();
        shop.stop(0);
        payments.close();
        provider.close();
    }

    @Test
    void aCardThatSettlesLaterIsReportedByWebhook() {
        for (CardBehaviour behaviour :
                new CardBehaviour[] {CardBehaviour.WEBHOOK_LATER, CardBehaviour.WEBHOOK_DECLINED}) {
            var card = new CardDetails(behaviour.numbers().getFirst(), 12, 2099, "123", "Ada");
            var draft = new PaymentDraft(
                    Ids.next(),
                    "Test",
                    Money.of(100, "EUR"),
                    payments.tokenize(card).token(),
                    "/");
            assertThat(payments.authorize(payments.open(draft))).isInstanceOf(PaymentOutcome.Pending.class);
            assertThat(webhooks.work()).isZero();

            clock.advance(Duration.ofSeconds(2));
            assertThat(webhooks.work()).isEqualTo(1);
            assertThat(webhooks.work()).isZero();

            assertThat(payments.payment(draft.id()).orElseThrow().state())
                    .isEqualTo(
                            behaviour == CardBehaviour.WEBHOOK_LATER ? PaymentState.AUTHORIZED : PaymentState.DECLINED);
        }
    }

    @Test
    void aWebhookThatIsNotTakenComesAgain() {
        var card = new CardDetails(CardBehaviour.WEBHOOK_LATER.numbers().getFirst(), 12, 2099, "123", "Ada");
        var draft = new PaymentDraft(
                Ids.next(),
                "Test",
                Money.of(100, "EUR"),
                payments.tokenize(card).token(),
                "/");
        payments.authorize(payments.open(draft));
        clock.advance(Duration.ofSeconds(2));
        refusals.set(2);

        assertThat(webhooks.work()).isZero();
        assertThat(webhooks.prune(Duration.ZERO)).as("one that waits is kept").isZero();
        clock.advance(Duration.ofSeconds(3));
        assertThat(webhooks.work()).isZero();
        clock.advance(Duration.ofSeconds(5));
        assertThat(webhooks.work()).isEqualTo(1);

        assertThat(payments.payment(draft.id()).orElseThrow().state()).isEqualTo(PaymentState.AUTHORIZED);
        assertThat(webhooks.prune(Duration.ofSeconds(8))).isZero();
        assertThat(webhooks.prune(Duration.ZERO)).isEqualTo(1);
    }
}

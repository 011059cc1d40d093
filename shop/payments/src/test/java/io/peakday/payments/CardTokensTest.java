package io.peakday.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.identity.IdentityModule;
import io.peakday.kernel.Failure;
import io.peakday.payments.CardTokens.Payer;
import io.peakday.payments.sandbox.SandboxProvider;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A card token serves who made it, and nobody else. */
class CardTokensTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(
            EventsModule.SCHEMA, IdentityModule.SCHEMA, PaymentsModule.SCHEMA, PaymentsModule.SANDBOX_SCHEMA);

    private static final CardDetails CARD = new CardDetails("4242424242424242", 12, 2099, "123", "Ada Lovelace");

    private final SteppedClock clock = new SteppedClock();
    private final PaymentsSettings settings = PaymentsSettings.defaults();
    private final SandboxProvider provider = new SandboxProvider(postgres.database(), clock, Duration.ofSeconds(2));
    private final Payments payments = new Payments(
            postgres.database(),
            new Outbox(postgres.database(), clock, EventSettings.withPrefix("test.")),
            clock,
            provider,
            new WebhookSecrets(postgres.database()),
            settings);
    private final CardTokens cards = new CardTokens(payments, postgres.database(), clock, settings);
    private final UUID ada = UUID.randomUUID();
    private final UUID eve = UUID.randomUUID();
    private final UUID cart = UUID.randomUUID();
    private final UUID evesCart = UUID.randomUUID();

    @AfterEach
    void close() {
        payments.close();
        provider.close();
    }

    @Test
    void aCustomersTokenServesThatCustomerInAnyCart() {
        String token = made(new Payer.OfCustomer(ada));
        assertThat(token).startsWith("tok_").hasSizeLessThan(100);
        assertThat(cards.open(token, ada, cart)).isEqualTo(cards.open(token, ada, evesCart));
        refused("payments.foreign-card", () -> cards.open(token, eve, cart));
        refused("payments.foreign-card", () -> cards.open(token, null, cart));
        // Also at another node.
        assertThat(new CardTokens(payments, postgres.anotherNode(), clock, settings).open(token, ada, cart))
                .startsWith("tok_");
    }

    @Test
    void aGuestsTokenServesTheCartItWasMadeFor() {
        String token = made(new Payer.OfCart(cart));
        assertThat(cards.open(token, null, cart)).startsWith("tok_");
        refused("payments.foreign-card", () -> cards.open(token, null, evesCart));
        refused("payments.foreign-card", () -> cards.open(token, eve, cart));
    }

    @Test
    void aTokenForNoCartServesTheFirstOneOfAnyNumberAtOnce() throws Exception {
        String token = made(new Payer.Guest());
        refused("payments.foreign-card", () -> cards.open(token, eve, cart));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(() -> {
                    try {
                        cards.open(token, null, UUID.randomUUID());
                        return true;
                    } catch (Failure failure) {
                        return false;
                    }
                }));
            }
            int served = 0;
            for (Future<Boolean> one : all) {
                served += one.get() ? 1 : 0;
            }
            assertThat(served).isEqualTo(1);
        }
        String again = made(new Payer.Guest());
        assertThat(cards.open(again, null, cart)).isEqualTo(cards.open(again, null, cart));
        refused("payments.foreign-card", () -> cards.open(again, null, evesCart));
    }

    @Test
    void aTokenEndsAfterADay() {
        String token = made(new Payer.OfCustomer(ada));
        clock.advance(Duration.ofDays(1));
        assertThat(cards.open(token, ada, cart)).startsWith("tok_");
        clock.advance(Duration.ofSeconds(1));
        refused("payments.unknown-card", () -> cards.open(token, ada, cart));
    }

    @Test
    void theProvidersOwnTokensAndForgedOnesAreRefused() {
        String token = made(new Payer.OfCart(cart));
        String raw = cards.open(token, null, cart);
        String other = made(new Payer.OfCart(evesCart));
        for (String forged : List.of(
                raw,
                "",
                ".",
                "tok_x",
                raw + ".",
                raw + "." + "A".repeat(32),
                "x".repeat(10_000),
                raw + other.substring(other.lastIndexOf('.')),
                other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.')))) {
            assertThatThrownBy(() -> cards.open(forged, null, cart)).isInstanceOf(Failure.class);
        }
        int dot = token.lastIndexOf('.');
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, i) + c + token.substring(i + 1);
            assertThatThrownBy(() -> cards.open(forged, null, cart))
                    .as("character %d, dot at %d", i, dot)
                    .isInstanceOf(Failure.class);
        }
    }

    @Test
    void aWebhooksSecretIsReplacedWhileTheOldOneStillCounts() {
        WebhookSecrets secrets = new WebhookSecrets(postgres.database());
        byte[] old = secrets.of("bank");
        assertThat(secrets.rotate("webhook:bank", Duration.ofDays(7)).name()).isEqualTo("DONE");
        assertThat(secrets.of("bank")).isNotEqualTo(old);
        assertThat(secrets.valid("bank")).hasSize(2).anyMatch(secret -> java.util.Arrays.equals(secret, old));
        assertThat(secrets.rotate("webhook:bank", Duration.ofDays(7)).name()).isEqualTo("STILL_OVERLAPPING");
        assertThat(secrets.rotate("webhook:bank", Duration.ZERO).name()).isEqualTo("DONE");
        assertThat(secrets.valid("bank")).hasSize(1);
        assertThat(secrets.rotate("webhook:nobody", Duration.ZERO).name()).isEqualTo("UNKNOWN");
        assertThat(secrets.rotate("session", Duration.ZERO).name()).isEqualTo("UNKNOWN");
    }

    private String made(Payer payer) {
        return cards.tokenize(CARD, payer).token();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}

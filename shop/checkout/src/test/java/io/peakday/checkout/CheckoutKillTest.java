package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.cart.CartOwner;
import io.peakday.cart.CartState;
import io.peakday.kernel.Ids;
import io.peakday.orders.OrderState;
import io.peakday.payments.LedgerEntry;
import io.peakday.payments.PaymentState;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node is killed at every step of a checkout, and another one goes on from the database alone. The processes are real, and
 * so is the kill: {@code Runtime.halt} runs no finally block, closes no connection and notifies nobody.
 */
class CheckoutKillTest {
    private static final int KILLED = 137;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String CHALLENGE_CARD = "4000000000003220";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final DatabaseClock time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
    private final SteppedClock clock = new SteppedClock(Instant.now());
    private final Stage survivor = new Stage(postgres.database(), clock);
    private final UUID lamp = survivor.product("Lamp", 2_000, 10);
    private final UUID cart = survivor.cart(lamp, 2);
    private final UUID checkout = Ids.next();

    static Stream<String> everyStep() {
        return CheckoutSteps.ALL.stream();
    }

    static Stream<String> everyStepOfGivingUp() {
        return Stream.of("pay.challenged", "close.closing", "close.voided", "close.ended");
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void aCheckoutKilledAtAnyStepBecomesExactlyOneOrder(String step) throws Exception {
        dieAt(step, Stage.PLAIN_CARD, "place");

        pass(Duration.ofMinutes(1));
        survivor.checkout.sweep();
        // Killed before the first commit it never happened, and the shopper simply orders again.
        CheckoutOutcome outcome = survivor.checkout.place(
                survivor.checkout.find(checkout).isPresent()
                        ? again()
                        : survivor.request(checkout, cart, Stage.PLAIN_CARD, null));

        assertThat(outcome).isInstanceOfAny(CheckoutOutcome.Placed.class, CheckoutOutcome.AlreadyPlaced.class);
        var order = survivor.orders.require(checkout);
        assertThat(order.state()).isEqualTo(OrderState.PAID);
        assertThat(survivor.count("select count(*) from orders.orders where cart_id = ?", cart))
                .isEqualTo(1);
        assertThat(survivor.stockOf(lamp)).isEqualTo("8 on hand, 0 reserved");
        assertThat(survivor.payments.ledger(checkout))
                .extracting(LedgerEntry::kind)
                .containsExactly("authorized", "captured");
        assertThat(captured()).isEqualTo(order.totals().total().minor());
        assertThat(survivor.carts.view(cart, CartOwner.guest()).orderId()).isEqualTo(checkout);
        assertThat(survivor.count("select count(*) from events.outbox where key = ?", checkout.toString()))
                .isEqualTo(2);
        assertThat(survivor.checkout.sweep()).isZero();
    }

    @ParameterizedTest
    @MethodSource("everyStepOfGivingUp")
    void aCheckoutKilledWhileItIsGivenUpFreesGoodsMoneyAndCart(String step) throws Exception {
        dieAt(step, CHALLENGE_CARD, "abandon");

        pass(Duration.ofMinutes(25));
        survivor.checkout.sweep();

        assertThat(survivor.checkout.resume(checkout)).isEqualTo(new CheckoutOutcome.Abandoned(checkout));
        assertThat(survivor.payments.payment(checkout).orElseThrow().state()).isEqualTo(PaymentState.VOIDED);
        assertThat(captured()).isZero();
        assertThat(survivor.stockOf(lamp)).isEqualTo("10 on hand, 0 reserved");
        var view = survivor.carts.view(cart, CartOwner.guest());
        assertThat(view.state()).isEqualTo(CartState.OPEN);
        assertThat(view.itemCount()).isEqualTo(2);
        assertThat(survivor.checkout.place(survivor.request(cart, Stage.PLAIN_CARD)))
                .isInstanceOf(CheckoutOutcome.Placed.class);
    }

    private void pass(Duration by) {
        clock.advance(by);
        time.advance(by);
    }

    private CheckoutRequest again() {
        return survivor.request(checkout, cart, Stage.PLAIN_CARD, null);
    }

    private long captured() {
        return survivor.count(
                "select coalesce(sum(captured), 0)::bigint from sandbox.charge where authorize_key = ?",
                checkout.toString());
    }

    private void dieAt(String step, String card, String what) throws IOException, InterruptedException {
        Process node = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-D" + CheckoutSteps.KILL_AT + "=" + step,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingNode.class.getName(),
                        postgres.url(),
                        postgres.user(),
                        postgres.password(),
                        cart.toString(),
                        checkout.toString(),
                        card,
                        what))
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .as("the node ends")
                .isTrue();
        assertThat(node.exitValue())
                .as("killed at %s, having said: %s", step, said)
                .isEqualTo(KILLED);
    }
}

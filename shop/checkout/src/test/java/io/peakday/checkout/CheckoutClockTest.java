package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.orders.OrdersSettings;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Checkouts where the clocks of nodes and the database's differ, or one jumps. */
class CheckoutClockTest {
    private static final Duration PAY_WITHIN = OrdersSettings.defaults().payWithin();

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final DatabaseClock time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
    private final SteppedClock clock = new SteppedClock();
    private final Stage stage = new Stage(postgres.database(), clock);

    @Test
    void theDatabaseSaysWhenACheckoutIsOverWhateverTheClocksOfNodesSay() {
        for (int hours : List.of(-1, 1)) {
            clock.set(Instant.now().plus(Duration.ofHours(hours)));
            UUID cart = stage.cart(stage.product("Lamp", 1_000, 5), 1);
            var request = stage.request(cart, Stage.CHALLENGED_CARD);
            stage.checkout.place(request);
            Instant deadline =
                    stage.checkout.find(request.checkoutId()).orElseThrow().deadline();
            assertThat(deadline)
                    .isBetween(
                            Instant.now().plus(Duration.ofMinutes(15)),
                            Instant.now().plus(PAY_WITHIN));

            time.advance(PAY_WITHIN.minus(Duration.ofMinutes(5)));
            stage.checkout.sweep();
            assertThat(stage.checkout.resume(request.checkoutId()))
                    .isInstanceOf(CheckoutOutcome.ChallengeRequired.class);

            time.advance(Duration.ofMinutes(5));
            assertThat(stage.checkout.sweep()).isEqualTo(1);
            assertThat(stage.checkout.resume(request.checkoutId())).isInstanceOf(CheckoutOutcome.Abandoned.class);
            time.set(Duration.ZERO);
        }
    }

    @Test
    void theDatabaseSaysWhenTheBankIsAskedAgainWhateverTheClocksOfNodesSay() {
        for (int hours : List.of(-1, 1)) {
            clock.set(Instant.now().plus(Duration.ofHours(hours)));
            var request = stage.request(stage.cart(stage.product("Lamp", 1_000, 5), 1), "4000000000006108");
            assertThat(stage.checkout.place(request)).isInstanceOf(CheckoutOutcome.PaymentPending.class);
            clock.advance(Duration.ofSeconds(2));
            time.advance(Duration.ofMinutes(-10));
            assertThat(stage.checkout.sweep()).isZero();

            time.advance(Duration.ofMinutes(10).plusSeconds(2));
            assertThat(stage.checkout.sweep()).isEqualTo(1);
            assertThat(stage.checkout.resume(request.checkoutId())).isInstanceOf(CheckoutOutcome.AlreadyPlaced.class);
            time.set(Duration.ZERO);
        }
    }

    @Test
    void aCheckoutThatWasBegunWhileTheDatabasesClockWasAYearAheadIsNotKeptForAYear() {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        time.set(Duration.ofDays(365));
        var challenged = stage.request(stage.cart(lamp, 1), Stage.CHALLENGED_CARD);
        stage.checkout.place(challenged);
        var pending = stage.request(stage.cart(lamp, 1), "4000000000006108");
        assertThat(stage.checkout.place(pending)).isInstanceOf(CheckoutOutcome.PaymentPending.class);
        clock.advance(Duration.ofSeconds(2));

        time.set(Duration.ZERO);
        assertThat(stage.checkout.sweep()).isEqualTo(2);

        assertThat(stage.checkout.resume(challenged.checkoutId())).isInstanceOf(CheckoutOutcome.Abandoned.class);
        assertThat(stage.checkout.find(pending.checkoutId()).orElseThrow().state())
                .isIn(CheckoutState.COMPLETED, CheckoutState.ABANDONED);
        assertThat(stage.inventory.verify().clean()).isTrue();
    }

    @Test
    void aChallengeLastsLongerByWhatTheDatabasesClockWasPutBack() {
        var request = stage.request(stage.cart(stage.product("Lamp", 1_000, 5), 1), Stage.CHALLENGED_CARD);
        stage.checkout.place(request);

        time.advance(Duration.ofHours(-2));
        assertThat(stage.checkout.sweep()).isZero();
        assertThat(stage.checkout.resume(request.checkoutId())).isInstanceOf(CheckoutOutcome.ChallengeRequired.class);
        stage.checkout.abandon(request.checkoutId());
    }
}

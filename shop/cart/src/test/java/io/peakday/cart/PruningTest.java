package io.peakday.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PruningTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(CartModule.SCHEMA);

    Stage stage;
    Carts carts;
    UUID lamp;

    @BeforeEach
    void open() {
        stage = new Stage(postgres);
        carts = stage.carts;
        lamp = stage.variant(100);
    }

    @Test
    void aGuestsCartIsForgottenLongAfterItsLastChangeAndACustomersMuchLater() {
        CartOwner anna = CartOwner.customer(Ids.next());
        UUID guests = stage.cart();
        UUID annas = carts.create(anna);
        carts.put(guests, Stage.GUEST, lamp, 1);
        carts.put(annas, anna, lamp, 1);

        stage.clock.advance(Duration.ofDays(50));
        UUID touched = stage.cart();
        carts.prune();
        assertThat(carts.find(guests, Stage.GUEST)).isPresent();

        stage.clock.advance(Duration.ofDays(11));
        assertThat(carts.prune()).isPositive();
        assertThat(carts.find(guests, Stage.GUEST)).isEmpty();
        assertThat(carts.find(touched, Stage.GUEST)).isPresent();
        assertThat(carts.find(annas, anna)).isPresent();

        stage.clock.advance(Duration.ofDays(305));
        carts.prune();
        assertThat(carts.find(annas, anna)).isEmpty();
    }

    @Test
    void aFrozenCartIsNeverForgottenAndAForgottenOnesOrderNeverEither() {
        UUID frozen = stage.cart();
        UUID sold = stage.cart();
        UUID checkout = Ids.next();
        UUID order = Ids.next();
        for (UUID cart : new UUID[] {frozen, sold}) {
            carts.put(cart, Stage.GUEST, lamp, 1);
            carts.lockForCheckout(cart, Stage.GUEST, checkout);
        }
        carts.complete(sold, checkout, order);
        stage.clock.advance(Duration.ofDays(1000));
        carts.prune();

        assertThat(carts.find(frozen, Stage.GUEST)).isPresent();
        assertThat(carts.find(sold, Stage.GUEST)).isEmpty();
        assertThat(carts.orderOf(sold)).contains(order);
        assertThat(carts.lockForCheckout(sold, Stage.GUEST, Ids.next()))
                .isEqualTo(new LockOutcome.AlreadyCompleted(order));
        assertThat(carts.complete(sold, checkout, Ids.next()))
                .isInstanceOfSatisfying(
                        CompleteOutcome.AlreadyCompleted.class,
                        again -> assertThat(again.orderId()).isEqualTo(order));
    }

    @Test
    void theCartOfAnErasedAccountIsForgotten() {
        CartOwner anna = CartOwner.customer(Ids.next());
        UUID annas = carts.create(anna);

        carts.forget(anna.customerId());

        assertThat(carts.find(annas, anna)).isEmpty();
    }
}

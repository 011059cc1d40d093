package io.peakday.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cart.CompleteOutcome.AlreadyCompleted;
import io.peakday.cart.CompleteOutcome.Completed;
import io.peakday.cart.CompleteOutcome.NotLocked;
import io.peakday.cart.Difference.PriceUp;
import io.peakday.cart.LockOutcome.Locked;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckoutsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(CartModule.SCHEMA);

    Stage stage;
    Carts carts;
    UUID cart;
    UUID lamp;
    final UUID checkout = Ids.next();

    @BeforeEach
    void fill() {
        stage = new Stage(postgres);
        carts = stage.carts;
        cart = stage.cart();
        lamp = stage.variant(100);
        carts.put(cart, Stage.GUEST, lamp, 2);
    }

    LockOutcome lock(UUID checkoutId) {
        return carts.lockForCheckout(cart, Stage.GUEST, checkoutId);
    }

    @Test
    void aFrozenCartShowsWhatWasFrozenAndRefusesEveryChangeByName() {
        assertThat(lock(checkout)).isInstanceOfSatisfying(Locked.class, locked -> {
            assertThat(locked.cart().state()).isEqualTo(CartState.CHECKOUT);
            assertThat(Stage.quantities(locked.cart())).isEqualTo(Map.of(lamp, 2));
            assertThat(locked.cart()).isEqualTo(stage.view(cart));
        });

        var refused = new EditOutcome.InCheckout(checkout);
        assertThat(carts.put(cart, Stage.GUEST, lamp, 3)).isEqualTo(refused);
        assertThat(carts.add(cart, Stage.GUEST, stage.variant(1), 1)).isEqualTo(refused);
        assertThat(carts.remove(cart, Stage.GUEST, lamp)).isEqualTo(refused);
        assertThat(carts.saveForLater(cart, Stage.GUEST, lamp)).isEqualTo(refused);
        assertThat(carts.acknowledge(cart, Stage.GUEST, "")).isEqualTo(new AcknowledgeOutcome.Refused(refused));
        assertThat(Stage.quantities(stage.view(cart))).isEqualTo(Map.of(lamp, 2));
    }

    @Test
    void freezingReportsWhatHasChangedSinceTheShopperLooked() {
        stage.price(lamp, 120);

        assertThat(lock(checkout))
                .isInstanceOfSatisfying(
                        Locked.class,
                        locked -> assertThat(locked.cart().lines().getFirst().differences())
                                .containsExactly(new PriceUp(Money.of(100, "EUR"), Money.of(120, "EUR"))));
    }

    @Test
    void theSameCheckoutMayFreezeAgainAndAnotherMayNot() {
        lock(checkout);

        assertThat(lock(checkout)).isInstanceOf(Locked.class);
        assertThat(lock(Ids.next())).isEqualTo(new LockOutcome.InCheckout(checkout));
    }

    @Test
    void whatTheCheckoutItselfReservedIsNotShownAsMissing() {
        lock(checkout);
        stage.stock.put(lamp, 0);

        assertThat(stage.view(cart).changed()).isFalse();
        assertThat(stage.view(cart).subtotal()).isEqualTo(Money.of(200, "EUR"));
    }

    @Test
    void onlyTheCheckoutThatFrozeItGivesItBack() {
        lock(checkout);

        assertThat(carts.unlock(cart, Ids.next())).isFalse();
        assertThat(carts.unlock(cart, checkout)).isTrue();
        assertThat(carts.unlock(cart, checkout)).isFalse();

        assertThat(carts.put(cart, Stage.GUEST, lamp, 3)).isInstanceOf(EditOutcome.Edited.class);
    }

    @Test
    void anEmptyCartCannotBeCheckedOutNorOneWithOnlySavedLines() {
        carts.saveForLater(cart, Stage.GUEST, lamp);

        assertThat(lock(checkout)).isEqualTo(new LockOutcome.Empty());
        assertThat(stage.view(cart).state()).isEqualTo(CartState.OPEN);
    }

    @Test
    void aCompletedCartIsBoundToItsOrderForEver() {
        UUID order = Ids.next();
        lock(checkout);

        Completed completed = (Completed) carts.complete(cart, checkout, order);

        assertThat(carts.complete(cart, checkout, order))
                .isEqualTo(new AlreadyCompleted(order, completed.nextCartId()));
        assertThat(carts.complete(cart, checkout, Ids.next()))
                .isEqualTo(new AlreadyCompleted(order, completed.nextCartId()));
        assertThat(lock(Ids.next())).isEqualTo(new LockOutcome.AlreadyCompleted(order));
        assertThat(carts.orderOf(cart)).contains(order);
        assertThat(carts.put(cart, Stage.GUEST, lamp, 1))
                .isEqualTo(new EditOutcome.Closed(CartState.COMPLETED, completed.nextCartId()));
        assertThat(stage.view(cart)).satisfies(view -> {
            assertThat(view.orderId()).isEqualTo(order);
            assertThat(view.continuedBy()).isEqualTo(completed.nextCartId());
            assertThat(Stage.quantities(view)).isEqualTo(Map.of(lamp, 2));
        });
    }

    @Test
    void theNextCartBelongsToTheSameOwnerAndHoldsWhatWasSavedForLater() {
        CartOwner anna = CartOwner.customer(Ids.next());
        UUID annas = carts.create(anna);
        UUID book = stage.variant(50);
        carts.put(annas, anna, lamp, 1);
        carts.put(annas, anna, book, 4);
        carts.saveForLater(annas, anna, book);
        carts.lockForCheckout(annas, anna, checkout);

        Completed completed = (Completed) carts.complete(annas, checkout, Ids.next());

        assertThat(carts.current(anna.customerId())).contains(completed.nextCartId());
        CartView next = carts.view(completed.nextCartId(), anna);
        assertThat(next.empty()).isTrue();
        assertThat(next.saved()).singleElement().satisfies(line -> {
            assertThat(line.variantId()).isEqualTo(book);
            assertThat(line.quantity()).isEqualTo(4);
        });
        assertThat(carts.put(next.id(), anna, lamp, 1)).isEqualTo(new EditOutcome.Edited(1, 1, false, 2));
    }

    @Test
    void anOrderCannotBeMadeOfTwoCarts() {
        UUID order = Ids.next();
        lock(checkout);
        carts.complete(cart, checkout, order);
        UUID other = stage.cart();
        carts.put(other, Stage.GUEST, lamp, 1);
        carts.lockForCheckout(other, Stage.GUEST, checkout);

        assertThatThrownBy(() -> carts.complete(other, checkout, order))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("cart.order-taken"));
        assertThat(stage.view(other).state()).isEqualTo(CartState.CHECKOUT);
    }

    @Test
    void aCheckoutThatDoesNotHoldTheCartCannotCompleteIt() {
        assertThat(carts.complete(cart, checkout, Ids.next())).isEqualTo(new NotLocked(CartState.OPEN));
        lock(checkout);
        assertThat(carts.complete(cart, Ids.next(), Ids.next())).isEqualTo(new NotLocked(CartState.CHECKOUT));
        assertThat(carts.orderOf(cart)).isEmpty();
    }

    @Test
    void completingInATransactionThatFailsLeavesTheCartFrozen() {
        lock(checkout);

        assertThatThrownBy(() -> postgres.database().run(() -> {
                    carts.complete(cart, checkout, Ids.next());
                    throw new IllegalStateException("the order could not be written");
                }))
                .hasMessage("the order could not be written");

        assertThat(stage.view(cart).state()).isEqualTo(CartState.CHECKOUT);
        assertThat(carts.orderOf(cart)).isEmpty();
    }

    @Test
    void manyCartsAreFrozenAndCompletedInOneTransaction() {
        UUID other = stage.cart();
        carts.put(other, Stage.GUEST, lamp, 1);
        UUID empty = stage.cart();
        UUID otherCheckout = Ids.next();

        List<LockOutcome> locked = carts.lockAll(List.of(
                new CheckoutLock(other, Stage.GUEST, otherCheckout),
                new CheckoutLock(empty, Stage.GUEST, Ids.next()),
                new CheckoutLock(cart, Stage.GUEST, checkout)));
        assertThat(locked.get(0)).isInstanceOf(Locked.class);
        assertThat(locked.get(1)).isInstanceOf(LockOutcome.Empty.class);
        assertThat(locked.get(2)).isInstanceOf(Locked.class);

        UUID order = Ids.next();
        assertThat(carts.completeAll(List.of(
                        new Completion(other, otherCheckout, Ids.next()), new Completion(cart, checkout, order))))
                .allMatch(Completed.class::isInstance);
        assertThat(carts.orderOf(cart)).contains(order);
    }
}

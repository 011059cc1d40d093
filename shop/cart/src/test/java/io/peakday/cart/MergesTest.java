package io.peakday.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.cart.MergeOutcome.InCheckout;
import io.peakday.cart.MergeOutcome.Merged;
import io.peakday.cart.MergeOutcome.NothingToMerge;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MergesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(CartModule.SCHEMA);

    Stage stage;
    Carts carts;
    UUID guests;
    UUID own;
    UUID customer;
    CartOwner anna;

    @BeforeEach
    void open() {
        stage = new Stage(postgres);
        carts = stage.carts;
        customer = Ids.next();
        anna = CartOwner.customer(customer);
        guests = stage.cart();
        own = carts.create(anna);
    }

    @Test
    void quantitiesAreAddedUpOnceHoweverOftenItIsAsked() {
        UUID lamp = stage.variant(100);
        UUID book = stage.variant(50);
        carts.put(guests, Stage.GUEST, lamp, 2);
        carts.put(guests, Stage.GUEST, book, 1);
        carts.put(own, anna, lamp, 3);

        assertThat(carts.merge(guests, customer)).isEqualTo(new Merged(own, false));
        assertThat(carts.merge(guests, customer)).isEqualTo(new NothingToMerge(own));

        assertThat(Stage.quantities(carts.view(own, anna))).isEqualTo(Map.of(lamp, 5, book, 1));
        assertThat(carts.put(guests, Stage.GUEST, lamp, 1)).isEqualTo(new EditOutcome.Closed(CartState.MERGED, own));
    }

    @Test
    void theLimitsHoldAndAreReported() {
        UUID lamp = stage.variant(100);
        carts.put(guests, Stage.GUEST, lamp, 60);
        carts.put(own, anna, lamp, 60);

        assertThat(carts.merge(guests, customer)).isEqualTo(new Merged(own, true));
        assertThat(Stage.quantities(carts.view(own, anna))).isEqualTo(Map.of(lamp, 99));
    }

    @Test
    void linesBeyondTheLimitStayBehind() {
        stage = new Stage(
                postgres,
                new CartSettings(
                        2,
                        9,
                        Currency.getInstance("EUR"),
                        Duration.ofDays(1),
                        Duration.ofDays(1),
                        Duration.ofDays(1),
                        9,
                        9,
                        1));
        carts = stage.carts;
        UUID lamp = stage.variant(100);
        UUID book = stage.variant(100);
        carts.put(own, anna, lamp, 1);
        carts.put(guests, Stage.GUEST, book, 1);
        stage.clock.advance(Duration.ofSeconds(1));
        carts.put(guests, Stage.GUEST, stage.variant(100), 1);

        assertThat(carts.merge(guests, customer)).isEqualTo(new Merged(own, true));
        assertThat(Stage.quantities(carts.view(own, anna))).isEqualTo(Map.of(lamp, 1, book, 1));
    }

    @Test
    void whatOneOfThemWantsNowIsBoughtNow() {
        UUID lamp = stage.variant(100);
        UUID book = stage.variant(100);
        carts.put(guests, Stage.GUEST, lamp, 2);
        carts.put(own, anna, lamp, 5);
        carts.saveForLater(own, anna, lamp);
        carts.put(guests, Stage.GUEST, book, 7);
        carts.saveForLater(guests, Stage.GUEST, book);
        carts.put(own, anna, book, 1);

        carts.merge(guests, customer);

        CartView view = carts.view(own, anna);
        assertThat(Stage.quantities(view)).isEqualTo(Map.of(lamp, 2, book, 1));
        assertThat(view.saved()).isEmpty();
    }

    @Test
    void aCartInCheckoutIsNotMerged() {
        UUID lamp = stage.variant(100);
        carts.put(guests, Stage.GUEST, lamp, 2);
        UUID checkout = Ids.next();
        carts.lockForCheckout(guests, Stage.GUEST, checkout);

        assertThat(carts.merge(guests, customer)).isEqualTo(new InCheckout(guests, checkout));
        carts.unlock(guests, checkout);
        assertThat(carts.merge(guests, customer)).isInstanceOf(Merged.class);
    }

    @Test
    void anothersCartAndAnUnknownOneAreNotBroughtAlong() {
        CartOwner berta = CartOwner.customer(Ids.next());
        UUID bertas = carts.create(berta);
        carts.put(bertas, berta, stage.variant(100), 1);

        assertThat(carts.merge(bertas, customer)).isEqualTo(new NothingToMerge(own));
        assertThat(carts.merge(own, customer)).isEqualTo(new NothingToMerge(own));
        assertThat(carts.merge(Ids.next(), customer)).isEqualTo(new NothingToMerge(own));
        assertThat(carts.view(own, anna).empty()).isTrue();
    }
}

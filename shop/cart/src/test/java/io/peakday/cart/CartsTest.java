package io.peakday.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cart.Difference.NoLongerAvailable;
import io.peakday.cart.Difference.OnlyLeft;
import io.peakday.cart.Difference.PriceDown;
import io.peakday.cart.Difference.PriceUp;
import io.peakday.cart.EditOutcome.Edited;
import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CartsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(CartModule.SCHEMA);

    Stage stage;
    Carts carts;
    UUID cart;

    @BeforeEach
    void open() {
        stage = new Stage(postgres);
        carts = stage.carts;
        cart = stage.cart();
    }

    @Test
    void whatIsPutInIsSeenWithItsTextPriceAndTotal() {
        UUID lamp = stage.variant(19_90);

        assertThat(carts.put(cart, Stage.GUEST, lamp, 3)).isEqualTo(new Edited(1, 3, false, 1));

        CartView view = stage.view(cart);
        assertThat(view.lines()).singleElement().satisfies(line -> {
            assertThat(line.title()).isEqualTo("Lamp");
            assertThat(line.unitPrice()).isEqualTo(Money.of(19_90, "EUR"));
            assertThat(line.lineTotal()).isEqualTo(Money.of(59_70, "EUR"));
            assertThat(line.differences()).isEmpty();
        });
        assertThat(view.subtotal()).isEqualTo(Money.of(59_70, "EUR"));
        assertThat(view.itemCount()).isEqualTo(3);
        assertThat(carts.itemCount(cart, Stage.GUEST)).isEqualTo(3);
    }

    @Test
    void puttingTheSameQuantityAgainChangesNothing() {
        UUID lamp = stage.variant(100);
        EditOutcome first = carts.put(cart, Stage.GUEST, lamp, 3);

        assertThat(carts.put(cart, Stage.GUEST, lamp, 3)).isEqualTo(first);
    }

    @Test
    void addingAddsUpAndPuttingReplaces() {
        UUID lamp = stage.variant(100);
        carts.add(cart, Stage.GUEST, lamp, 2);
        carts.add(cart, Stage.GUEST, lamp, 3);
        assertThat(Stage.quantities(stage.view(cart))).isEqualTo(Map.of(lamp, 5));

        carts.put(cart, Stage.GUEST, lamp, 1);
        assertThat(Stage.quantities(stage.view(cart))).isEqualTo(Map.of(lamp, 1));
    }

    @Test
    void puttingZeroRemovesTheLineAndRemovingItAgainChangesNothing() {
        UUID lamp = stage.variant(100);
        carts.put(cart, Stage.GUEST, lamp, 1);

        assertThat(carts.put(cart, Stage.GUEST, lamp, 0)).isEqualTo(new Edited(2, 0, false, 0));
        assertThat(carts.remove(cart, Stage.GUEST, lamp)).isEqualTo(new Edited(2, 0, false, 0));
        assertThat(stage.view(cart).empty()).isTrue();
    }

    @Test
    void aLineHoldsNoMoreUnitsThanTheLimitAndSaysSo() {
        UUID lamp = stage.variant(100);

        assertThat(carts.put(cart, Stage.GUEST, lamp, 500)).isEqualTo(new Edited(1, 99, true, 1));
        assertThat(carts.add(cart, Stage.GUEST, lamp, 1)).isEqualTo(new Edited(1, 99, true, 1));
    }

    @Test
    void aCartHoldsNoMoreLinesThanTheLimit() {
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
        UUID first = stage.variant(1);
        stage.carts.put(cart, Stage.GUEST, first, 1);
        stage.carts.put(cart, Stage.GUEST, stage.variant(1), 1);

        assertThat(stage.carts.put(cart, Stage.GUEST, stage.variant(1), 1)).isEqualTo(new EditOutcome.Full(2));
        assertThat(stage.carts.put(cart, Stage.GUEST, first, 2)).isInstanceOf(Edited.class);
    }

    @Test
    void whatIsNotSoldCannotBePutIn() {
        UUID unknown = Ids.next();
        UUID withdrawn = stage.variant(100);
        stage.withdraw(withdrawn);

        assertThat(carts.put(cart, Stage.GUEST, unknown, 1)).isEqualTo(new EditOutcome.NotSold(unknown));
        assertThat(carts.add(cart, Stage.GUEST, withdrawn, 1)).isEqualTo(new EditOutcome.NotSold(withdrawn));
    }

    @Test
    void quantitiesOutOfRangeAreRefused() {
        UUID lamp = stage.variant(100);
        assertThatThrownBy(() -> carts.put(cart, Stage.GUEST, lamp, -1)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> carts.add(cart, Stage.GUEST, lamp, 0)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> carts.add(cart, Stage.GUEST, lamp, Integer.MAX_VALUE))
                .isInstanceOf(Failure.class);
    }

    @Test
    void aPriceThatChangedIsShownUntilTheShopperAcceptsIt() {
        UUID moreExpensive = stage.variant(100);
        UUID cheaper = stage.variant(100);
        carts.put(cart, Stage.GUEST, moreExpensive, 2);
        stage.clock.advance(Duration.ofSeconds(1));
        carts.put(cart, Stage.GUEST, cheaper, 1);
        stage.price(moreExpensive, 150);
        stage.price(cheaper, 80);

        CartView changed = stage.view(cart);
        assertThat(changed.lines().get(0).differences())
                .containsExactly(new PriceUp(Money.of(100, "EUR"), Money.of(150, "EUR")));
        assertThat(changed.lines().get(1).differences())
                .containsExactly(new PriceDown(Money.of(100, "EUR"), Money.of(80, "EUR")));
        assertThat(changed.subtotal()).isEqualTo(Money.of(380, "EUR"));

        assertThat(carts.acknowledge(cart, Stage.GUEST, changed.differencesTag()))
                .isInstanceOf(AcknowledgeOutcome.Acknowledged.class);
        assertThat(stage.view(cart).changed()).isFalse();
        assertThat(stage.view(cart).differencesTag()).isEmpty();
    }

    @Test
    void acceptingCutsToWhatIsLeftAndKeepsTheUnavailableForLater() {
        UUID few = stage.variant(100);
        UUID gone = stage.variant(100);
        UUID withdrawn = stage.variant(100);
        for (UUID variant : new UUID[] {few, gone, withdrawn}) {
            carts.put(cart, Stage.GUEST, variant, 5);
            stage.clock.advance(Duration.ofSeconds(1));
        }
        stage.stock.put(few, 2);
        stage.stock.put(gone, 0);
        stage.withdraw(withdrawn);

        CartView changed = stage.view(cart);
        assertThat(changed.lines().stream().map(CartLine::differences).flatMap(d -> d.stream()))
                .containsExactly(new OnlyLeft(2), new NoLongerAvailable(), new NoLongerAvailable());
        assertThat(changed.subtotal()).isEqualTo(Money.of(500, "EUR"));

        carts.acknowledge(cart, Stage.GUEST, changed.differencesTag());

        CartView accepted = stage.view(cart);
        assertThat(Stage.quantities(accepted)).isEqualTo(Map.of(few, 2));
        assertThat(accepted.saved()).extracting(CartLine::variantId).containsExactly(gone, withdrawn);
        assertThat(accepted.changed()).isFalse();
    }

    @Test
    void acceptingWhatHasChangedAgainAcceptsNothing() {
        UUID lamp = stage.variant(100);
        carts.put(cart, Stage.GUEST, lamp, 1);
        stage.price(lamp, 150);
        String seen = stage.view(cart).differencesTag();
        stage.price(lamp, 200);

        assertThat(carts.acknowledge(cart, Stage.GUEST, seen))
                .isInstanceOfSatisfying(
                        AcknowledgeOutcome.ChangedAgain.class,
                        again -> assertThat(again.cart().lines().getFirst().differences())
                                .containsExactly(new PriceUp(Money.of(100, "EUR"), Money.of(200, "EUR"))));
        assertThat(stage.view(cart).changed()).isTrue();
    }

    @Test
    void aLineSavedForLaterCountsTowardsNothingAndComesBackWhenPutInAgain() {
        UUID lamp = stage.variant(100);
        UUID book = stage.variant(50);
        carts.put(cart, Stage.GUEST, lamp, 2);
        carts.put(cart, Stage.GUEST, book, 1);

        assertThat(carts.saveForLater(cart, Stage.GUEST, lamp)).isEqualTo(new Edited(3, 2, false, 2));
        CartView view = stage.view(cart);
        assertThat(Stage.quantities(view)).isEqualTo(Map.of(book, 1));
        assertThat(view.saved()).extracting(CartLine::variantId).containsExactly(lamp);
        assertThat(view.subtotal()).isEqualTo(Money.of(50, "EUR"));

        carts.moveToCart(cart, Stage.GUEST, lamp);
        assertThat(Stage.quantities(stage.view(cart))).isEqualTo(Map.of(book, 1, lamp, 2));

        carts.saveForLater(cart, Stage.GUEST, book);
        assertThat(carts.add(cart, Stage.GUEST, book, 1)).isEqualTo(new Edited(6, 1, false, 2));
        UUID absent = Ids.next();
        assertThat(carts.saveForLater(cart, Stage.GUEST, absent)).isEqualTo(new EditOutcome.NoSuchLine(absent));
    }

    @Test
    void aCustomersCartIsNotFoundByAnybodyElse() {
        CartOwner anna = CartOwner.customer(Ids.next());
        UUID annas = carts.create(anna);
        UUID lamp = stage.variant(100);

        assertThat(carts.put(annas, anna, lamp, 1)).isInstanceOf(Edited.class);
        for (CartOwner other : new CartOwner[] {Stage.GUEST, CartOwner.customer(Ids.next())}) {
            assertThat(carts.find(annas, other)).isEmpty();
            assertThat(carts.itemCount(annas, other)).isZero();
            assertThatThrownBy(() -> carts.put(annas, other, lamp, 1))
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.code()).isEqualTo("cart.not-found"));
        }
        assertThatThrownBy(() -> carts.put(Ids.next(), Stage.GUEST, lamp, 1)).isInstanceOf(Failure.class);
    }

    @Test
    void aCustomerHasOneOpenCartOnAllDevices() {
        CartOwner anna = CartOwner.customer(Ids.next());

        UUID first = carts.create(anna);

        assertThat(stage.anotherNode().create(anna)).isEqualTo(first);
        assertThat(carts.current(anna.customerId())).contains(first);
    }

    @Test
    void theDatabaseSaysWhetherACartIsWatchedWhateverTheNodesClockSays() {
        UUID cart = stage.cart();
        Database database = stage.postgres.database();
        for (int hours : List.of(-1, 1)) {
            stage.clock.set(Instant.now().plus(Duration.ofHours(hours)));
            for (int seconds : List.of(-60, 60)) {
                database.sql()
                        .sql(
                                "update cart.cart set watched_until = clock_timestamp() + make_interval(secs => ?) where id = ?")
                        .params(seconds, cart)
                        .update();
                Map<UUID, CartRow> rows = database.connection(tx -> new Tables(stage.clock).read(tx, List.of(cart)));
                assertThat(rows.get(cart).watched()).isEqualTo(seconds > 0);
            }
        }
    }
}

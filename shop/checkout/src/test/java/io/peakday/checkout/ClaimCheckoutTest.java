package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cart.CartOwner;
import io.peakday.cart.CartState;
import io.peakday.cart.EditOutcome;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.orders.OrderLine;
import io.peakday.sale.ClaimOutcome;
import io.peakday.sale.SaleCount;
import io.peakday.sale.SaleDraft;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was claimed in a sale is bought at its price, out of what the sale has allocated, or goes back on sale. */
class ClaimCheckoutTest {
    private static final String NO_MONEY = "4000000000009995";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final AtomicReference<String> failAt = new AtomicReference<>("");
    private final DatabaseClock time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
    private final SteppedClock clock = new SteppedClock(Instant.now());
    private final Stage stage = new Stage(postgres.database(), clock, this::reached);
    private final UUID console = stage.product("Console", 500_00, 5);
    private final UUID sale = plan(3);
    private final UUID anna = Ids.next();
    private final CartOwner owner = CartOwner.customer(anna);
    private final UUID cart = stage.carts.create(owner);

    @Test
    void aClaimIsBoughtAtTheSalesPriceFromWhatWasAllocated() {
        claim();

        var placed = (CheckoutOutcome.Placed) stage.checkout.place(request(Ids.next(), Stage.PLAIN_CARD));

        assertThat(placed.order().lines()).extracting(OrderLine::unitPrice).containsExactly(Money.of(399_00, "EUR"));
        assertThat(stage.sales.count(sale)).isEqualTo(new SaleCount(2, 0, 1, 0));
        assertThat(stage.stockOf(console)).isEqualTo("4 on hand, 2 reserved");
        booksAreRight();
    }

    @Test
    void itIsBoughtTogetherWithOrdinaryThings() {
        UUID lamp = stage.product("Lamp", 20_00, 4);
        stage.carts.put(cart, owner, lamp, 2);
        claim();

        var placed = (CheckoutOutcome.Placed) stage.checkout.place(request(Ids.next(), Stage.PLAIN_CARD));

        assertThat(placed.order().lines()).hasSize(2);
        assertThat(stage.stockOf(lamp)).isEqualTo("2 on hand, 0 reserved");
        assertThat(stage.stockOf(console)).isEqualTo("4 on hand, 2 reserved");
        booksAreRight();
    }

    @Test
    void aDeclinedCardLeavesTheClaimWithItsCustomerUntilItsTimeIsOver() {
        claim();

        assertThat(stage.checkout.place(request(Ids.next(), NO_MONEY))).isInstanceOf(CheckoutOutcome.Declined.class);

        assertThat(stage.sales.count(sale)).isEqualTo(new SaleCount(2, 1, 0, 0));
        assertThat(stage.stockOf(console)).isEqualTo("5 on hand, 3 reserved");
        assertThat(stage.checkout.place(request(Ids.next(), Stage.PLAIN_CARD)))
                .isInstanceOf(CheckoutOutcome.Placed.class);
        booksAreRight();
    }

    @Test
    void somethingElseThatIsMissingGivesTheClaimItsOwnTimeBack() {
        UUID lamp = stage.product("Lamp", 20_00, 1);
        stage.carts.put(cart, owner, lamp, 1);
        claim();
        stage.stock(lamp, 0);

        assertThat(stage.checkout.place(request(Ids.next(), Stage.PLAIN_CARD)))
                .isInstanceOf(CheckoutOutcome.OutOfStock.class);

        holdsEndNow();
        assertThat(stage.sales.expireDue()).isEqualTo(1);
        booksAreRight();
    }

    @Test
    void whoComesAfterTheTimeIsRefusedBeforeAnyMoneyMoves() {
        claim();
        holdsEndNow();
        stage.sales.expireDue();

        var late = stage.checkout.place(request(Ids.next(), Stage.PLAIN_CARD));

        assertThat(late)
                .isEqualTo(
                        new CheckoutOutcome.OutOfStock(List.of(new CheckoutOutcome.Missing(console, "Console", 1, 0))));
        assertThat(stage.carts.view(cart, owner).state()).isEqualTo(CartState.OPEN);
        stage.database
                .sql()
                .sql("update cart.line set claimed_until = clock_timestamp() where cart_id = ?")
                .param(cart)
                .update();
        assertThat(stage.checkout.place(request(Ids.next(), Stage.PLAIN_CARD)))
                .as("by now the cart knows it, too")
                .isInstanceOf(CheckoutOutcome.Changed.class);
        booksAreRight();
    }

    static List<String> everyStep() {
        return CheckoutSteps.ALL;
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void aCheckoutThatFailsAtAnyStepBuysTheClaimExactlyOnce(String step) {
        claim();
        UUID checkout = Ids.next();
        CheckoutRequest request = request(checkout, Stage.PLAIN_CARD);
        failAt.set(step);
        assertThatThrownBy(() -> stage.checkout.place(request)).hasMessageContaining(step);
        holdsEndNow();
        failAt.set("");
        clock.advance(Duration.ofMinutes(1));
        time.advance(Duration.ofMinutes(1));
        boolean known = stage.checkout.find(checkout).isPresent();
        int expired = stage.sales.expireDue();

        stage.checkout.sweep();

        if (known) {
            assertThat(expired).as("its payment was under way").isZero();
            assertThat(stage.orders.require(checkout).lines()).hasSize(1);
            assertThat(stage.sales.count(sale)).isEqualTo(new SaleCount(2, 0, 1, 0));
            assertThat(stage.stockOf(console)).isEqualTo("4 on hand, 2 reserved");
        } else {
            assertThat(expired).isEqualTo(1);
            assertThat(stage.sales.count(sale)).isEqualTo(new SaleCount(3, 0, 0, 0));
            assertThat(stage.stockOf(console)).isEqualTo("5 on hand, 3 reserved");
        }
        booksAreRight();
    }

    private void reached(String step) {
        if (step.equals(failAt.get())) {
            throw new IllegalStateException("failed at " + step);
        }
    }

    private UUID plan(int units) {
        Instant now = Instant.now();
        return stage.sales
                .plan(new SaleDraft(
                        "Console day",
                        console,
                        Money.of(399_00, "EUR"),
                        units,
                        1,
                        Duration.ofMinutes(10),
                        now.minusSeconds(1),
                        now.plusSeconds(3_600)))
                .id();
    }

    private void claim() {
        assertThat(stage.sales.claim(sale, anna, 1)).isInstanceOf(ClaimOutcome.Claimed.class);
        assertThat(stage.carts.putClaim(cart, owner, sale)).isInstanceOf(EditOutcome.Edited.class);
    }

    private CheckoutRequest request(UUID checkout, String card) {
        CheckoutRequest guests = stage.request(checkout, cart, card, null);
        return new CheckoutRequest(
                checkout,
                cart,
                anna,
                guests.email(),
                guests.shipTo(),
                null,
                guests.shippingMethod(),
                guests.cardToken(),
                guests.paidWith(),
                null,
                guests.returnPath());
    }

    private void holdsEndNow() {
        stage.database
                .sql()
                .sql("update sale.claim set hold_until = clock_timestamp() where sale_id = ? and state = 'HELD'")
                .param(sale)
                .update();
    }

    private void booksAreRight() {
        assertThat(stage.sales.verify().differences()).isEmpty();
        assertThat(stage.inventory.verify().clean()).isTrue();
    }
}

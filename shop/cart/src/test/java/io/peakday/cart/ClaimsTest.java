package io.peakday.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.sale.Hold;
import io.peakday.testkit.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a customer has claimed in a sale, as a line of the cart. */
class ClaimsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(CartModule.SCHEMA);

    private final Stage stage = new Stage(postgres);
    private final Carts carts = stage.carts;
    private final CartOwner anna = CartOwner.customer(Ids.next());
    private final UUID cart = carts.create(anna);
    private final UUID console = stage.variant(500_00);

    @Test
    void aClaimIsALineAtTheSalesPriceOfWhichNothingMoreCanBeMissing() {
        Hold hold = claim(2);
        stage.stock.put(console, 0);

        assertThat(carts.putClaim(cart, anna, hold.saleId())).isEqualTo(new EditOutcome.Edited(1, 2, false, 1));

        CartView view = carts.view(cart, anna);
        CartLine line = view.lines().getFirst();
        assertThat(line.unitPrice()).isEqualTo(Money.of(399_00, "EUR"));
        assertThat(line.quantity()).isEqualTo(2);
        assertThat(line.available()).isEqualTo(2);
        assertThat(line.claimed()).isEqualTo(new Claimed(hold.saleId(), hold.until()));
        assertThat(line.differences()).isEmpty();
        assertThat(view.subtotal()).isEqualTo(Money.of(798_00, "EUR"));
        assertThat(carts.putClaim(cart, anna, hold.saleId()))
                .as("repeated")
                .isEqualTo(new EditOutcome.Edited(1, 2, false, 1));
    }

    @Test
    void itTakesThePlaceOfAnOrdinaryLineAndCannotBeChangedButRemoved() {
        carts.put(cart, anna, console, 7);
        Hold hold = claim(1);

        carts.putClaim(cart, anna, hold.saleId());

        assertThat(carts.view(cart, anna).lines()).hasSize(1);
        assertThat(carts.put(cart, anna, console, 2)).isEqualTo(new EditOutcome.InSale(1));
        assertThat(carts.add(cart, anna, console, 1)).isEqualTo(new EditOutcome.InSale(1));
        assertThat(carts.saveForLater(cart, anna, console)).isEqualTo(new EditOutcome.InSale(1));
        assertThat(carts.put(cart, anna, console, 1)).isInstanceOf(EditOutcome.Edited.class);
        assertThat(carts.remove(cart, anna, console)).isInstanceOf(EditOutcome.Edited.class);
        assertThat(carts.view(cart, anna).lines()).isEmpty();
    }

    @Test
    void whenItsTimeIsOverItIsAnOrdinaryLineWhosePriceHasGoneUp() {
        Hold hold = claim(3);
        carts.putClaim(cart, anna, hold.saleId());
        stage.stock.put(console, 1);
        postgres.database()
                .sql()
                .sql("update cart.line set claimed_until = clock_timestamp() where cart_id = ?")
                .param(cart)
                .update();

        CartView over = carts.view(cart, anna);

        assertThat(over.lines().getFirst().claimed()).isNull();
        assertThat(over.lines().getFirst().differences())
                .isEqualTo(List.of(
                        new Difference.PriceUp(Money.of(399_00, "EUR"), Money.of(500_00, "EUR")),
                        new Difference.OnlyLeft(1)));
        carts.acknowledge(cart, anna, over.differencesTag());
        assertThat(carts.view(cart, anna).subtotal()).isEqualTo(Money.of(500_00, "EUR"));
        assertThat(carts.put(cart, anna, console, 2)).isEqualTo(new EditOutcome.Edited(3, 2, false, 1));
    }

    @Test
    void aGuestsUnitsDoNotChangeItAtSignIn() {
        Hold hold = claim(1);
        carts.putClaim(cart, anna, hold.saleId());
        UUID guests = stage.cart();
        carts.put(guests, Stage.GUEST, console, 4);

        assertThat(carts.merge(guests, hold.customerId())).isEqualTo(new MergeOutcome.Merged(cart, true));

        CartLine line = carts.view(cart, anna).lines().getFirst();
        assertThat(line.quantity()).isEqualTo(1);
        assertThat(line.claimed()).isNotNull();
    }

    @Test
    void onlyWhoHoldsSomethingCanPutItInOnlyTheirOwnCart() {
        Hold hold = claim(1);
        UUID guests = stage.cart();

        assertThatThrownBy(() -> carts.putClaim(guests, anna, hold.saleId())).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> carts.putClaim(guests, Stage.GUEST, hold.saleId()))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("cart.nothing-claimed"));
        CartOwner bert = CartOwner.customer(Ids.next());
        assertThatThrownBy(() -> carts.putClaim(cart, bert, hold.saleId()))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("cart.nothing-claimed"));
        stage.holds.clear();
        assertThatThrownBy(() -> carts.putClaim(cart, anna, hold.saleId()))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("cart.nothing-claimed"));
    }

    private Hold claim(int quantity) {
        UUID customer = anna.customerId();
        assertThat(customer).isNotNull();
        return stage.hold(customer, console, 399_00, quantity);
    }
}

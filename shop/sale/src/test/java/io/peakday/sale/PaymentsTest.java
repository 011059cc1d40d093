package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the claim to the order, and back to the stock. */
class PaymentsTest {
    private static final Duration A_WHILE = Duration.ofMinutes(5);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());
    private final FlashSales sales = stage.sales;
    private final UUID anna = Ids.next();
    private final UUID bert = Ids.next();

    @Test
    void aHoldSaysWhatItCostsAndUntilWhen() {
        UUID sale = stage.open(3, 2);
        assertThat(sales.hold(sale, anna)).isEmpty();

        sales.claim(sale, anna, 2);

        Hold hold = sales.hold(sale, anna).orElseThrow();
        assertThat(hold.quantity()).isEqualTo(2);
        assertThat(hold.price()).isEqualTo(sales.require(sale).price());
        assertThat(hold.variantId()).isEqualTo(sales.require(sale).variantId());
        assertThat(hold.until()).isAfter(Instant.now());
        stage.holdsEndNow(sale);
        assertThat(sales.hold(sale, anna)).isEmpty();
    }

    @Test
    void aClaimWhoseCheckoutIsUnderWayDoesNotExpire() {
        UUID sale = stage.open(1);
        stage.claim(sale, anna);
        ClaimPayment payment = new ClaimPayment(sale, anna, Ids.next());
        assertThat(sales.beginPayments(List.of(payment), A_WHILE)).isEqualTo(Map.of(payment, 1));

        stage.holdsEndNow(sale);

        sales.expireDue();
        assertThat(sales.count(sale).held()).isEqualTo(1);
        assertThat(pay(payment)).isEqualTo(new PayOutcome.Sold(1));
        assertThat(sales.count(sale)).isEqualTo(new SaleCount(0, 0, 1, 0));
        assertThat(stage.differences(sale)).isEmpty();
    }

    @Test
    void aCheckoutThatCameToNothingLetsTheClaimExpireAgain() {
        UUID sale = stage.open(1);
        stage.claim(sale, anna);
        UUID checkout = Ids.next();
        sales.beginPayments(List.of(new ClaimPayment(sale, anna, checkout)), A_WHILE);
        stage.holdsEndNow(sale);

        sales.endPayment(checkout);

        sales.expireDue();
        assertThat(sales.count(sale).held()).isZero();
        assertThat(sales.beginPayments(List.of(new ClaimPayment(sale, anna, Ids.next())), A_WHILE))
                .isEmpty();
    }

    @Test
    void moneyThatComesAfterTheExpiryTakesTheClaimAgainIfEnoughIsLeft() {
        UUID sale = stage.open(1);
        stage.claim(sale, anna);
        ClaimPayment payment = new ClaimPayment(sale, anna, Ids.next());
        sales.beginPayments(List.of(payment), A_WHILE);
        expired(sale);

        assertThat(pay(payment)).isEqualTo(new PayOutcome.Sold(1));
        assertThat(sales.count(sale)).isEqualTo(new SaleCount(0, 0, 1, 0));
    }

    @Test
    void moneyThatComesWhenAnotherHasTheUnitBuysNothing() {
        UUID sale = stage.open(1);
        stage.claim(sale, anna);
        ClaimPayment payment = new ClaimPayment(sale, anna, Ids.next());
        sales.beginPayments(List.of(payment), A_WHILE);
        expired(sale);
        sales.lookAgain();
        assertThat(stage.claim(sale, bert)).isInstanceOf(ClaimOutcome.Claimed.class);

        assertThat(sales.payAll(List.of(payment))).containsExactly(new PayOutcome.NotHeld());
        assertThat(sales.count(sale)).isEqualTo(new SaleCount(0, 1, 0, 0));
    }

    @Test
    void whatNobodyBoughtGoesBackToTheStockOnceNothingIsHeldAnyMore() {
        UUID sale = stage.open(5, 2);
        UUID variant = sales.require(sale).variantId();
        stage.claim(sale, bert);
        sales.claim(sale, anna, 2);
        assertThat(stage.pay(sale, anna, Ids.next())).isEqualTo(new PayOutcome.Sold(2));
        sales.stop(sale);
        sales.settleDue();
        assertThat(available(variant)).as("one unit is still held").isZero();
        stage.holdsEndNow(sale);
        sales.expireDue();

        sales.settleDue();

        assertThat(available(variant)).isEqualTo(3);
        assertThat(sales.count(sale)).isEqualTo(new SaleCount(0, 0, 2, 3));
        sales.settleDue();
        assertThat(stage.differences(sale)).isEmpty();
        assertThat(stage.inventory.verify().clean()).isTrue();
        assertThatThrownBy(() -> sales.close(sale, Instant.now().plusSeconds(600)))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("sale.over"));
    }

    @Test
    void aSaleThatClosesLaterKeepsItsUnitsSoMuchLonger() {
        UUID sale = stage.open(1);
        Instant later = Instant.now().plus(Duration.ofDays(20));

        sales.close(sale, later);

        assertThat(stage.inventory.reservation(sale).orElseThrow().until()).isAfter(later);
    }

    @Test
    void unitsTheStockDoesNotHoldForASaleAreFound() {
        UUID sale = stage.open(4);
        stage.inventory.release(sale, "a mistake");

        assertThat(stage.differences(sale)).containsExactly(new SaleReport.Difference(sale, "stock", 4, 0));
    }

    private PayOutcome pay(ClaimPayment payment) {
        return stage.pay(payment.saleId(), payment.customerId(), payment.checkoutId());
    }

    /** As if the checkout had taken longer than it may. */
    private void expired(UUID sale) {
        stage.holdsEndNow(sale);
        stage.database
                .sql()
                .sql("update sale.claim set pay_until = clock_timestamp() where sale_id = ?")
                .param(sale)
                .update();
        sales.expireDue();
        assertThat(sales.count(sale).held()).isZero();
    }

    private int available(UUID variant) {
        return stage.inventory
                .levels(List.of(variant))
                .values()
                .iterator()
                .next()
                .available();
    }
}

package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.inventory.StockLevel;
import io.peakday.kernel.Failure;
import io.peakday.sale.ClaimOutcome.AlreadyClaimed;
import io.peakday.sale.ClaimOutcome.Claimed;
import io.peakday.sale.ClaimOutcome.LimitReached;
import io.peakday.sale.ClaimOutcome.NotOpen;
import io.peakday.sale.ClaimOutcome.SoldOut;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FlashSalesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());
    private final FlashSales sales = stage.sales;
    private final UUID anna = UUID.randomUUID();
    private final UUID bert = UUID.randomUUID();

    @Test
    void aPlannedSaleTakesItsUnitsFromTheStockAndOneTooLargeTakesNone() {
        UUID variant = stage.variant(10);
        sales.plan(Stage.draft(variant, 8, 1, Instant.now()));
        assertThat(stage.inventory.levels(List.of(variant)).get(variant))
                .extracting(StockLevel::available)
                .isEqualTo(2);
        assertThatThrownBy(() -> sales.plan(Stage.draft(variant, 3, 1, Instant.now())))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("sale.too-few"));
        assertThat(stage.inventory.levels(List.of(variant)).get(variant).available())
                .isEqualTo(2);
    }

    @Test
    void everyWrongFieldOfASaleIsNamed() {
        Instant now = Instant.now();
        SaleDraft wrong = new SaleDraft(
                "",
                UUID.randomUUID(),
                io.peakday.kernel.Money.of(1, "EUR"),
                0,
                0,
                Duration.ofSeconds(1),
                now,
                now.minusSeconds(1));
        assertThatThrownBy(() -> sales.plan(wrong))
                .isInstanceOfSatisfying(
                        Failure.class,
                        e -> assertThat(e.fields())
                                .extracting("field")
                                .contains("name", "setAside", "perCustomer", "hold", "closesAt"));
    }

    @Test
    void aClaimIsHeldOnceHoweverOftenItIsAskedFor() {
        UUID sale = stage.open(2);
        Claimed first = (Claimed) stage.claim(sale, anna);
        assertThat(stage.claim(sale, anna)).isEqualTo(new AlreadyClaimed(1, first.holdUntil()));
        assertThat(sales.count(sale)).isEqualTo(new SaleCount(1, 1, 0, 0));
        assertThat(first.holdUntil()).isAfter(Instant.now().plus(Duration.ofMinutes(9)));
    }

    @Test
    void theLastUnitIsTheLastAndItsOwnerIsStillRecognised() {
        UUID sale = stage.open(1);
        Claimed first = (Claimed) stage.claim(sale, anna);
        assertThat(stage.claim(sale, bert)).isInstanceOf(SoldOut.class);
        // From memory now, on this node.
        await().untilAsserted(() -> {
            assertThat(stage.claim(sale, bert)).isInstanceOf(SoldOut.class);
            assertThat(stage.claim(sale, anna)).isEqualTo(new AlreadyClaimed(1, first.holdUntil()));
        });
    }

    @Test
    void whatIsReleasedGoesToTheNextAndItsOwnerMayClaimAgain() {
        UUID sale = stage.open(1);
        assertThat(sales.release(sale, anna)).as("nothing is held").isFalse();
        stage.claim(sale, anna);
        await().untilAsserted(() -> assertThat(stage.claim(sale, bert)).isInstanceOf(SoldOut.class));
        assertThat(sales.release(sale, anna)).isTrue();
        assertThat(sales.release(sale, anna)).as("once").isFalse();
        assertThat(sales.count(sale)).isEqualTo(new SaleCount(1, 0, 0, 0));
        assertThat(sales.holding(sale, anna)).isEqualTo(Holding.NONE);
        await().untilAsserted(() -> {
            sales.lookAgain();
            assertThat(stage.claim(sale, bert)).isInstanceOfAny(Claimed.class, AlreadyClaimed.class);
        });
        sales.release(sale, bert);
        await().untilAsserted(() -> {
            sales.lookAgain();
            assertThat(stage.claim(sale, anna)).isInstanceOfAny(Claimed.class, AlreadyClaimed.class);
        });
        stage.pay(sale, anna, UUID.randomUUID());
        assertThat(sales.release(sale, anna)).as("it is bought").isFalse();
        assertThat(stage.differences(sale)).isEmpty();
        assertThatThrownBy(() -> sales.release(UUID.randomUUID(), anna))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("sale.not-found"));
    }

    @Test
    void whatIsBeingPaidIsNotReleased() {
        UUID sale = stage.open(1);
        stage.claim(sale, anna);
        ClaimPayment payment = new ClaimPayment(sale, anna, UUID.randomUUID());
        sales.beginPayments(List.of(payment), Duration.ofMinutes(5));
        assertThatThrownBy(() -> sales.release(sale, anna))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("sale.being-paid"));
        sales.endPayment(payment.checkoutId());
        assertThat(sales.release(sale, anna)).isTrue();
    }

    @Test
    void nothingIsGrantedBeforeTheOpeningWhilePausedOrAfterTheEnd() {
        UUID variant = stage.variant(5);
        Instant noon = Instant.now().plus(Duration.ofHours(1));
        UUID sale = sales.plan(Stage.draft(variant, 5, 1, noon)).id();
        assertThat(stage.claim(sale, anna))
                .isInstanceOfSatisfying(
                        NotOpen.class, no -> assertThat(no.state()).isEqualTo(SaleState.PLANNED));

        stage.opensNow(sale);
        sales.lookAgain();
        await().untilAsserted(() -> {
            sales.lookAgain();
            assertThat(stage.claim(sale, anna)).isInstanceOfAny(Claimed.class, AlreadyClaimed.class);
        });

        sales.pause(sale);
        assertThat(stage.claim(sale, bert))
                .isInstanceOfSatisfying(
                        NotOpen.class, no -> assertThat(no.state()).isEqualTo(SaleState.PAUSED));
        assertThat(stage.claim(sale, anna)).isInstanceOf(AlreadyClaimed.class);
        sales.resume(sale);
        await().untilAsserted(() -> {
            sales.lookAgain();
            assertThat(stage.claim(sale, bert)).isInstanceOfAny(Claimed.class, AlreadyClaimed.class);
        });

        sales.stop(sale);
        assertThat(stage.claim(sale, UUID.randomUUID()))
                .isInstanceOfSatisfying(
                        NotOpen.class, no -> assertThat(no.state()).isEqualTo(SaleState.STOPPED));
    }

    @Test
    void nobodyGetsMoreThanTheLimitAlsoNotInTwoTurns() {
        UUID sale = stage.open(10, 3);
        assertThat(sales.claim(sale, anna, 4)).isEqualTo(new LimitReached(3));
        assertThat(sales.claim(sale, anna, 2)).isInstanceOf(Claimed.class);
        assertThat(stage.pay(sale, anna, UUID.randomUUID())).isEqualTo(new PayOutcome.Sold(2));
        assertThat(sales.claim(sale, anna, 2)).isEqualTo(new LimitReached(3));
        assertThat(sales.claim(sale, anna, 1)).isInstanceOf(Claimed.class);
        assertThat(sales.count(sale)).isEqualTo(new SaleCount(7, 1, 2, 0));
        assertThat(sales.verify().clean()).isTrue();
    }

    @Test
    void whatIsNotPaidInTimeGoesBackOnSaleAndEveryNodeNotices() {
        Stage other = new Stage(postgres.anotherNode());
        UUID sale = stage.open(1);
        stage.claim(sale, anna);
        await().untilAsserted(() -> assertThat(other.claim(sale, bert)).isInstanceOf(SoldOut.class));

        stage.holdsEndNow(sale);
        assertThat(sales.expireDue()).isEqualTo(1);
        assertThat(stage.pay(sale, anna, UUID.randomUUID())).isInstanceOf(PayOutcome.NotHeld.class);
        assertThat(postgres.database()
                        .sql()
                        .sql("select count(*) from events.outbox where type = 'sale.hold-lapsed'")
                        .query(Long.class)
                        .single())
                .isPositive();

        await().untilAsserted(() -> {
            other.sales.lookAgain();
            assertThat(other.claim(sale, bert)).isInstanceOfAny(Claimed.class, AlreadyClaimed.class);
        });
        assertThat(stage.claim(sale, anna)).isInstanceOf(SoldOut.class);
        assertThat(sales.verify().clean()).isTrue();
    }

    @Test
    void unitsThatCameBackAndWereTakenBetweenTwoLooksDoNotHideTheirOwner() {
        Stage other = new Stage(postgres.anotherNode());
        UUID sale = stage.open(1);
        stage.claim(sale, anna);
        await().until(() -> other.claim(sale, bert) instanceof SoldOut);
        other.sales.lookAgain();

        stage.holdsEndNow(sale);
        sales.expireDue();
        sales.lookAgain();
        await().untilAsserted(() -> {
            sales.lookAgain();
            assertThat(stage.claim(sale, bert)).isInstanceOfAny(Claimed.class, AlreadyClaimed.class);
        });
        other.sales.lookAgain();
        assertThat(other.claim(sale, bert)).isInstanceOf(AlreadyClaimed.class);
    }

    @Test
    void aSaleThatNobodyAsksForIsNotRemembered() {
        UUID sale = stage.open(1);
        stage.claim(sale, anna);
        SoldOutCache soldOut = new SoldOutCache(postgres.database(), Duration.ZERO);
        soldOut.suspect(sale);
        await().until(() -> soldOut.size() == 1);
        assertThat(soldOut.answer(sale, bert)).isInstanceOf(SoldOut.class);
        assertThat(soldOut.answer(sale, anna)).isNull();
        soldOut.lookAgain();
        assertThat(soldOut.size()).isZero();
    }

    @Test
    void aCursorOfSomebodysInventionIsRefused() {
        for (String[] parts : List.of(
                new String[] {"noon", UUID.randomUUID().toString()},
                new String[] {"9".repeat(18), "x"},
                new String[] {"9".repeat(30), UUID.randomUUID().toString()})) {
            String cursor = io.peakday.web.Cursors.of(parts[0], parts[1]);
            assertThatThrownBy(() -> sales.list(cursor, 5)).isInstanceOf(Failure.class);
        }
    }

    @Test
    void aClaimIsPaidOnceAndSaysWithWhichOrder() {
        UUID sale = stage.open(1);
        stage.claim(sale, anna);
        UUID order = UUID.randomUUID();
        assertThat(stage.pay(sale, anna, order)).isEqualTo(new PayOutcome.Sold(1));
        assertThat(stage.pay(sale, anna, UUID.randomUUID())).isEqualTo(new PayOutcome.AlreadySold(order));
        assertThat(stage.pay(sale, bert, order)).isInstanceOf(PayOutcome.NotHeld.class);
        stage.holdsEndNow(sale);
        assertThat(sales.expireDue()).isZero();
        assertThat(sales.count(sale)).isEqualTo(new SaleCount(0, 0, 1, 0));
    }

    @Test
    void aCounterThatSomebodyChangedIsFound() {
        UUID sale = stage.open(3);
        stage.claim(sale, anna);
        assertThat(sales.verify().clean()).isTrue();
        postgres.database()
                .sql()
                .sql("update sale.counter set available = available + 1 where sale_id = ?")
                .param(sale)
                .update();
        assertThat(sales.verify().differences())
                .containsExactly(
                        new SaleReport.Difference(sale, "set-aside", 3, 4),
                        new SaleReport.Difference(sale, "stock", 4, 3));
        postgres.database()
                .sql()
                .sql("update sale.counter set available = available - 1 where sale_id = ?")
                .param(sale)
                .update();
    }

    @Test
    void salesAreListedByTheirOpeningPageByPage() {
        UUID variant = stage.variant(3);
        Instant far = Instant.now().plus(Duration.ofDays(20));
        UUID last = sales.plan(Stage.draft(variant, 1, 1, far.plusSeconds(1))).id();
        UUID first = sales.plan(Stage.draft(variant, 1, 1, far)).id();
        var page = sales.list(null, 1);
        assertThat(page.items()).extracting(Sale::id).containsExactly(last);
        assertThat(sales.list(page.next(), 1).items()).extracting(Sale::id).containsExactly(first);
    }

    @Test
    void whatDoesNotExistIsSaid() {
        assertThatThrownBy(() -> stage.claim(UUID.randomUUID(), anna))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("sale.not-found"));
        assertThatThrownBy(() -> sales.pause(UUID.randomUUID())).isInstanceOf(Failure.class);
    }
}

package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peakday.inventory.StockLevel;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.sale.ClaimOutcome.Claimed;
import io.peakday.sale.ClaimOutcome.NotOpen;
import io.peakday.sale.ClaimOutcome.SoldOut;
import io.peakday.sale.ClaimOutcome.Waiting;
import io.peakday.testkit.Races;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sales of several items. */
class SaleItemsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());
    private final Stage other = new Stage(postgres.anotherNode());
    private final FlashSales sales = stage.sales;
    private final UUID anna = UUID.randomUUID();

    private SaleItem item(int units) {
        return new SaleItem(stage.variant(units), Money.of(49_00, "EUR"), units, 1);
    }

    private UUID add(UUID to, SaleItem item) {
        return sales.addItem(Ids.next(), to, item).id();
    }

    private static String refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Failure.class, call).code();
    }

    @Test
    void anItemThatIsAddedSharesTheSaleAndHasItsOwnPriceAndUnits() {
        UUID first = stage.open(2);
        SaleItem wanted = item(3);
        UUID id = Ids.next();
        Sale second = sales.addItem(id, first, wanted);
        assertThat(sales.addItem(id, first, wanted))
                .as("asked for twice, added once")
                .isEqualTo(second);
        Sale lead = sales.require(first);
        assertThat(second.groupId()).isEqualTo(first).isEqualTo(lead.groupId());
        assertThat(second.name()).isEqualTo(lead.name());
        assertThat(second.closesAt()).isEqualTo(lead.closesAt());
        assertThat(second.price()).isEqualTo(wanted.price());
        assertThat(stage.inventory.levels(List.of(wanted.variantId())).values())
                .extracting(StockLevel::available)
                .containsExactly(0);
        assertThat(sales.items(second.id())).extracting(one -> one.sale().id()).containsExactly(first, id);

        assertThat(stage.claim(first, anna)).isInstanceOf(Claimed.class);
        assertThat(stage.claim(id, anna)).isInstanceOf(Claimed.class);
        assertThat(sales.count(first)).isEqualTo(new SaleCount(1, 1, 0, 0));
        assertThat(sales.count(id)).isEqualTo(new SaleCount(2, 1, 0, 0));
        assertThat(stage.differences(id)).isEmpty();
    }

    @Test
    void whatIsNotThereOrThereAlreadyIsNotAdded() {
        UUID first = stage.open(2);
        SaleItem wanted = item(3);
        add(first, wanted);
        assertThat(refused(() -> add(first, wanted))).isEqualTo("sale.item-twice");
        SaleItem tooMany = new SaleItem(stage.variant(1), Money.of(1, "EUR"), 2, 1);
        assertThat(refused(() -> add(first, tooMany))).isEqualTo("sale.too-few");
        SaleItem wrong = new SaleItem(stage.variant(1), Money.of(1, "EUR"), 0, 0);
        assertThat(refused(() -> add(first, wrong))).isEqualTo("sale.bad-sale");
        assertThat(refused(() -> add(UUID.randomUUID(), item(1)))).isEqualTo("sale.not-found");
        UUID elsewhere = stage.open(1);
        SaleItem more = item(1);
        assertThat(refused(() -> sales.addItem(elsewhere, first, more))).isEqualTo("sale.id-taken");
        assertThat(sales.items(first)).hasSize(2);
        sales.stop(first);
        assertThat(refused(() -> add(first, more))).isEqualTo("sale.over");
    }

    @Test
    void whatIsChangedIsChangedForEveryItem() {
        UUID first = stage.open(5);
        UUID second = add(first, item(5));
        sales.pause(second);
        UUID third = add(first, item(5));
        for (UUID each : List.of(first, second, third)) {
            assertThat(stage.claim(each, anna))
                    .isInstanceOfSatisfying(
                            NotOpen.class, no -> assertThat(no.state()).isEqualTo(SaleState.PAUSED));
        }
        sales.resume(first);
        assertThat(other.claim(third, anna)).isInstanceOf(Claimed.class);
        Instant later = Instant.now().plus(Duration.ofHours(5)).truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        sales.close(third, later);
        assertThat(sales.items(first))
                .extracting(one -> one.sale().closesAt())
                .containsOnly(later)
                .hasSize(3);
        sales.stop(second);
        assertThat(other.claim(first, UUID.randomUUID())).isInstanceOf(NotOpen.class);
        stage.holdsEndNow(third);
        sales.expireDue();
        sales.settleDue();
        assertThat(sales.items(first)).extracting(one -> one.count().returned()).containsOnly(5);
        assertThat(refused(() -> sales.close(first, later))).isEqualTo("sale.over");
    }

    @Test
    void oneLineStandsBeforeAllItems() {
        UUID first =
                stage.behind(new AdmissionPolicy(1_000, 0), 2, Instant.now().plus(Duration.ofHours(1)));
        UUID second = add(first, item(2));
        assertThat(stage.claim(second, anna)).isInstanceOf(Waiting.class);
        assertThat(stage.claim(first, anna)).isInstanceOf(Waiting.class);
        assertThat(sales.inLine(sales.require(second))).isEqualTo(sales.inLine(sales.require(first)));
        assertThat(stage.rooms.find(second)).isEmpty();
    }

    @Test
    void itemsAreAddedPausedAndClaimedAtTheSameTimeAndTheBooksAreRight() throws Exception {
        UUID first = stage.open(20);
        UUID second = add(first, item(20));
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Stage node = i % 2 == 0 ? stage : other;
            UUID sale = i % 3 == 0 ? first : second;
            UUID buyer = UUID.randomUUID();
            calls.add(() -> {
                ClaimOutcome outcome = node.claim(sale, buyer);
                return outcome instanceof Claimed || outcome instanceof SoldOut || outcome instanceof NotOpen;
            });
            if (i % 10 == 0) {
                SaleItem more = item(1);
                calls.add(() ->
                        node.sales.addItem(Ids.next(), sale, more).groupId().equals(first));
                calls.add(() -> node.sales.pause(sale).paused());
                calls.add(() -> !node.sales.resume(sale).paused());
            }
        }
        assertThat(Races.run(calls)).containsOnly(true);
        List<SaleNow> items = sales.items(first);
        assertThat(items).hasSize(8);
        assertThat(items)
                .extracting(one -> one.sale().paused())
                .containsOnly(items.getFirst().sale().paused());
        for (SaleNow item : items) {
            assertThat(stage.differences(item.sale().id())).isEmpty();
        }
    }
}

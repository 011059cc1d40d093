package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.sale.ClaimOutcome.Claimed;
import io.peakday.sale.ClaimOutcome.NotOpen;
import io.peakday.testkit.Races;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Taking items out of a sale that has not begun. */
class ItemRemovalTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());
    private final Stage other = new Stage(postgres.anotherNode());
    private final Database watcher = postgres.anotherNode();
    private final FlashSales sales = stage.sales;
    private final UUID anna = UUID.randomUUID();

    private UUID planned(int units) {
        return sales.plan(Stage.draft(
                        stage.variant(units), units, 1, Instant.now().plus(HOUR)))
                .id();
    }

    private UUID add(UUID to, int units) {
        return sales.addItem(Ids.next(), to, item(units)).id();
    }

    private SaleItem item(int units) {
        return new SaleItem(stage.variant(units), Money.of(49_00, "EUR"), units, 1);
    }

    private int inStock(UUID variant) {
        return stage.inventory.levels(List.of(variant)).get(variant).available();
    }

    private List<UUID> items(UUID sale) {
        return sales.items(sale).stream().map(one -> one.sale().id()).toList();
    }

    private void opens(UUID group, String when) {
        stage.database
                .sql()
                .sql("update sale.sale set opens_at = clock_timestamp() + ?::interval where group_id = ?")
                .params(when, group)
                .update();
    }

    private static String refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Failure.class, call).code();
    }

    /** What came of it: {@code done}, or the code it was refused with. */
    private static Callable<Object> outcome(Callable<?> call) {
        return () -> {
            try {
                Object result = call.call();
                return result == null ? "done" : result;
            } catch (Failure failure) {
                return failure.code();
            }
        };
    }

    private static Callable<Object> removal(Stage node, UUID of, UUID item) {
        return outcome(() -> {
            node.sales.removeItem(of, item);
            return null;
        });
    }

    @Test
    void anItemThatIsTakenOutIsGoneAndItsUnitsAreInTheStockAgain() {
        UUID first = planned(2);
        SaleItem wanted = item(3);
        UUID second = sales.addItem(Ids.next(), first, wanted).id();
        assertThat(inStock(wanted.variantId())).isZero();
        assertThat(other.claim(second, anna)).isInstanceOf(NotOpen.class);

        sales.removeItem(first, second);
        assertThat(inStock(wanted.variantId())).isEqualTo(3);
        assertThat(items(first)).containsExactly(first);
        assertThat(sales.find(second)).isEmpty();
        assertThat(sales.now(second)).isEmpty();
        assertThat(refused(() -> sales.removeItem(first, second))).isEqualTo("sale.not-found");
        await().untilAsserted(() -> {
            other.sales.lookAgain();
            assertThat(refused(() -> other.claim(second, anna))).isEqualTo("sale.not-found");
        });
        assertThat(stage.differences(first)).isEmpty();

        assertThat(refused(() -> sales.addItem(second, first, wanted)))
                .as("the form that added it, sent again")
                .isEqualTo("sale.id-taken");
        UUID again = sales.addItem(Ids.next(), first, wanted).id();
        assertThat(items(first)).containsExactly(first, again);
        assertThat(inStock(wanted.variantId())).isZero();
    }

    @Test
    void theOthersAreClaimedAlthoughTheFirstWasTakenOut() {
        UUID first = planned(2);
        UUID second = add(first, 3);
        UUID third = add(first, 1);
        sales.removeItem(second, first);
        assertThat(items(third)).containsExactly(second, third);
        sales.pause(third);
        assertThat(sales.require(second).paused()).isTrue();
        sales.resume(second);
        UUID fourth = add(third, 1);
        assertThat(sales.require(fourth).groupId()).isEqualTo(first);
        opens(first, "0 seconds");
        assertThat(stage.claim(second, anna)).isInstanceOf(Claimed.class);
        assertThat(stage.claim(fourth, anna)).isInstanceOf(Claimed.class);
        assertThat(stage.differences(second)).isEmpty();
    }

    @Test
    void theCodeStillGuardsTheWaitingRoomWhenTheFirstItemIsTakenOut() {
        SaleDraft free = Stage.draft(stage.variant(2), 2, 1, Instant.now().plus(HOUR));
        UUID first = sales.plan(new SaleDraft(
                        free.name(),
                        free.variantId(),
                        free.price(),
                        2,
                        1,
                        free.hold(),
                        free.opensAt(),
                        free.closesAt(),
                        new AdmissionPolicy(100, 0),
                        "lamps-2026"))
                .id();
        UUID second = add(first, 2);
        sales.removeItem(first, first);
        assertThat(other.guard.admits(first, anna, "guessed")).isFalse();
        assertThat(other.guard.admits(first, anna, "lamps-2026")).isTrue();
        assertThat(other.claim(second, anna)).isInstanceOf(ClaimOutcome.AccessRequired.class);
        assertThat(other.sales.claim(second, anna, 1, "lamps-2026")).isInstanceOf(ClaimOutcome.Waiting.class);
        assertThat(sales.changeAdmission(second, new AdmissionPolicy(50, 0)).admission())
                .isEqualTo(new AdmissionPolicy(50, 0));
    }

    @Test
    void whatHasBegunOrIsClaimedOrTheOnlyItemIsNotTakenOut() {
        UUID first = planned(2);
        assertThat(refused(() -> sales.removeItem(first, first))).isEqualTo("sale.last-item");
        UUID second = add(first, 2);
        UUID elsewhere = planned(1);
        assertThat(refused(() -> sales.removeItem(elsewhere, second))).isEqualTo("sale.not-found");
        assertThat(refused(() -> sales.removeItem(UUID.randomUUID(), second))).isEqualTo("sale.not-found");

        opens(first, "0 seconds");
        assertThat(refused(() -> sales.removeItem(first, second))).isEqualTo("sale.begun");
        sales.pause(first);
        assertThat(refused(() -> sales.removeItem(first, second))).isEqualTo("sale.begun");
        sales.resume(first);
        assertThat(stage.claim(second, anna)).isInstanceOf(Claimed.class);
        opens(first, "1 hour"); // as if the database's clock were put back
        assertThat(refused(() -> sales.removeItem(first, second))).isEqualTo("sale.item-claimed");
        sales.release(second, anna);
        assertThat(refused(() -> sales.removeItem(first, second)))
                .as("its claim is stored")
                .isEqualTo("sale.item-claimed");

        sales.stop(first);
        assertThat(refused(() -> sales.removeItem(first, first))).isEqualTo("sale.over");
        assertThat(items(first)).containsExactly(first, second);
        assertThat(stage.differences(second)).isEmpty();
    }

    @Test
    void aClaimThatWaitedForTheRemovalIsAnsweredThatThereIsNoSuchSale() throws Exception {
        UUID first = planned(2);
        UUID second = add(first, 2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> claim = new ArrayList<>();
            stage.database.run(() -> {
                sales.removeItem(first, second);
                claim.add(threads.submit(outcome(() -> other.claim(second, anna))));
                await().until(this::somebodyWaitsForALock);
            });
            assertThat(claim.getFirst().get()).isEqualTo("sale.not-found");
        }
    }

    @Test
    void aRemovalThatWaitedWhileTheSaleOpenedIsRefused() throws Exception {
        UUID first = planned(2);
        UUID second = add(first, 2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> removal = new ArrayList<>();
            stage.database.run(() -> {
                sales.pause(first);
                removal.add(threads.submit(removal(other, first, second)));
                await().until(this::somebodyWaitsForALock);
                opens(first, "0 seconds");
            });
            assertThat(removal.getFirst().get()).isEqualTo("sale.begun");
        }
        assertThat(items(first)).containsExactly(first, second);
    }

    @Test
    void ofRemovalsAndClaimsThatRaceWithTheOpeningNeitherTakesWhatTheOtherHas() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID first = planned(5);
            List<UUID> more = List.of(add(first, 5), add(first, 5), add(first, 5));
            opens(first, (20 + 5 * round) + " milliseconds");
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                Stage node = i % 2 == 0 ? stage : other;
                UUID item = more.get(i % 3);
                if (i % 9 == 4 && i > 30) {
                    calls.add(removal(node, first, item));
                } else {
                    calls.add(outcome(() -> {
                        node.sales.lookAgain();
                        return node.claim(item, UUID.randomUUID());
                    }));
                }
            }
            List<Object> outcomes = Races.run(calls);
            for (UUID item : more) {
                boolean stays = sales.find(item).isPresent();
                long claimed = stage.database
                        .sql()
                        .sql("select count(*) from sale.claim where sale_id = ?")
                        .param(item)
                        .query(Long.class)
                        .single();
                assertThat(stays || claimed == 0).as("no claim of what is gone").isTrue();
                assertThat(stage.inventory
                                .reservation(item)
                                .orElseThrow()
                                .state()
                                .name())
                        .isEqualTo(stays ? "HELD" : "RELEASED");
                assertThat(stage.differences(item)).isEmpty();
            }
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome instanceof ClaimOutcome
                                    || outcome.equals("done")
                                    || outcome.equals("sale.begun")
                                    || outcome.equals("sale.item-claimed")
                                    || outcome.equals("sale.not-found"))
                            .as("%s", outcome)
                            .isTrue());
        }
    }

    @Test
    void ofTwoWhoTakeOutTheLastTwoItemsOneIsRefused() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID first = planned(1);
            UUID second = add(first, 1);
            assertThat(Races.run(List.of(removal(stage, first, first), removal(other, second, second))))
                    .containsExactlyInAnyOrder("done", "sale.last-item");
            assertThat(items(sales.find(first).isPresent() ? first : second)).hasSize(1);
        }
    }

    private boolean somebodyWaitsForALock() {
        return watcher.sql()
                .sql("select exists (select from pg_stat_activity where datname = current_database() "
                        + "and wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }
}

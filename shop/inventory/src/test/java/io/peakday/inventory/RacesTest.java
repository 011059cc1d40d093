package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventsModule;
import io.peakday.inventory.ReserveOutcome.AlreadyReserved;
import io.peakday.inventory.ReserveOutcome.Reserved;
import io.peakday.inventory.ReserveOutcome.Short;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.Races;
import io.peakday.testkit.Seeds;
import io.peakday.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes, each with its own pool and groups, on one database. */
class RacesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, InventoryModule.SCHEMA);

    Stage stage;
    List<Inventory> nodes;

    @BeforeEach
    void open() {
        stage = new Stage(postgres);
        nodes = List.of(stage.inventory, stage.anotherNode());
    }

    @AfterEach
    void theLedgerExplainsEverything() {
        assertThat(stage.inventory.verify().differences()).isEmpty();
    }

    @Test
    void theLastUnitsAreSoldOnceHoweverManyWantThem() throws Exception {
        UUID variant = stage.variant(50);
        List<Callable<ReserveOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Inventory node = nodes.get(i % 2);
            calls.add(() -> node.reserve(Ids.next(), List.of(new StockLine(variant, 1)), Stage.HOLD));
        }

        List<ReserveOutcome> outcomes = Races.run(calls);

        assertThat(outcomes).filteredOn(Reserved.class::isInstance).hasSize(50);
        assertThat(outcomes).filteredOn(Short.class::isInstance).hasSize(150);
        assertThat(stage.level(variant)).isEqualTo(new StockLevel(variant, 50, 50, 0));
    }

    @Test
    void oneReservationAskedForOnManyNodesAtOnceIsMadeOnce() throws Exception {
        UUID variant = stage.variant(50);
        for (int round = 0; round < 10; round++) {
            UUID id = Ids.next();
            List<Callable<ReserveOutcome>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Inventory node = nodes.get(i % 2);
                calls.add(() -> node.reserve(id, List.of(new StockLine(variant, 5)), Stage.HOLD));
            }
            List<ReserveOutcome> outcomes = Races.run(calls);

            assertThat(outcomes).filteredOn(Reserved.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(AlreadyReserved.class::isInstance).hasSize(7);
        }
        assertThat(stage.available(variant)).isZero();
    }

    @Test
    void confirmAndReleaseOfOneReservationLeaveOneWinner() throws Exception {
        UUID variant = stage.variant(100);
        for (int round = 0; round < 20; round++) {
            UUID id = Ids.next();
            stage.reserve(id, variant, 1);
            List<Object> outcomes = Races.run(List.of(
                    () -> nodes.get(0).confirm(id),
                    () -> nodes.get(1).release(id, "race"),
                    () -> nodes.get(1).confirm(id),
                    () -> nodes.get(0).release(id, "race")));
            boolean confirmed = outcomes.contains(new ConfirmOutcome.Confirmed(false));
            boolean released = outcomes.contains(new ReleaseOutcome.Released());
            assertThat(confirmed ^ released).as("%s", outcomes).isTrue();
        }
    }

    @Test
    void anAdjustmentAskedForOnTwoNodesIsAppliedOnce() throws Exception {
        UUID variant = Ids.next();
        UUID place = stage.location();
        UUID id = Ids.next();

        Races.run(List.of(
                () -> nodes.get(0).adjust(id, variant, place, 7, "found"),
                () -> nodes.get(1).adjust(id, variant, place, 7, "found"),
                () -> nodes.get(0).adjust(id, variant, place, 7, "found")));

        assertThat(stage.available(variant)).isEqualTo(7);
    }

    /** 64 threads do everything there is to random overlapping sets of few variants at two locations. */
    @Test
    void randomOverlapsNeverDeadlockAndNeverOversell() throws Exception {
        long seed = Seeds.of(RacesTest.class);
        UUID first = stage.location();
        UUID second = stage.location("race-" + Long.toString(seed, 36), 5);
        List<UUID> variants = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            UUID variant = stage.variant(40);
            stage.set(variant, second, 20);
            variants.add(variant);
        }
        List<UUID> shared = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            shared.add(Ids.next());
        }
        List<Callable<Integer>> threads = new ArrayList<>();
        for (int t = 0; t < 64; t++) {
            Random random = new Random(seed + t);
            Inventory node = nodes.get(t % 2);
            threads.add(() -> {
                for (int i = 0; i < 25; i++) {
                    act(node, random, variants, shared, random.nextBoolean() ? first : second);
                }
                return 0;
            });
        }
        try {
            Races.run(threads);
        } catch (Exception e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void act(Inventory node, Random random, List<UUID> variants, List<UUID> shared, UUID place) {
        List<StockLine> lines = random.ints(0, variants.size())
                .distinct()
                .limit(1 + random.nextInt(4))
                .mapToObj(i -> new StockLine(variants.get(i), 1 + random.nextInt(3)))
                .toList();
        // Half of the ids are shared, so that reserve, confirm, release and expiry of one meet.
        UUID id = random.nextBoolean() ? Ids.next() : shared.get(random.nextInt(shared.size()));
        try {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> node.reserve(id, lines, Stage.HOLD);
                case 3 -> node.confirm(id);
                case 4 -> node.release(id, "race");
                case 5 -> {
                    stage.advance(Stage.HOLD.dividedBy(50));
                    node.expireDue();
                }
                case 6 -> node.restock(Ids.next(), lines, place, "race");
                case 7 ->
                    node.setLevels(
                            lines.stream()
                                    .map(line -> new LevelSetting(line.variantId(), place, random.nextInt(40)))
                                    .toList(),
                            "race");
                default ->
                    node.reserveAll(lines.stream()
                            .map(line -> new ReserveRequest(
                                    shared.get(random.nextInt(shared.size())), List.of(line), Stage.HOLD))
                            .toList());
            }
        } catch (Failure expected) {
            assertThat(expected.code()).isIn("inventory.no-reservation", "inventory.reservation-reused");
        }
    }
}

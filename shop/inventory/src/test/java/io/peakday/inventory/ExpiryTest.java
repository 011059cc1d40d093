package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventsModule;
import io.peakday.inventory.ConfirmOutcome.Confirmed;
import io.peakday.inventory.ConfirmOutcome.Expired;
import io.peakday.inventory.ReserveOutcome.Reserved;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExpiryTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, InventoryModule.SCHEMA);

    Stage stage;
    Inventory inventory;

    @BeforeEach
    void open() {
        stage = new Stage(postgres);
        inventory = stage.inventory;
    }

    @AfterEach
    void theLedgerExplainsEverything() {
        stage.expireAll();
        assertThat(inventory.verify().differences()).isEmpty();
    }

    @Test
    void aHoldStandsUntilItsTimeAndNoLonger() {
        UUID variant = stage.variant(1);
        UUID id = Ids.next();
        stage.reserve(id, variant, 1);

        stage.advance(Stage.HOLD.minusMillis(1));
        inventory.expireDue();
        assertThat(stage.available(variant)).isZero();

        stage.advance(Duration.ofMillis(1));
        assertThat(inventory.expireDue()).isEqualTo(1);
        assertThat(stage.available(variant)).isEqualTo(1);
        assertThat(inventory.reservation(id).orElseThrow().state()).isEqualTo(ReservationState.EXPIRED);
        assertThat(inventory.expireDue()).isZero();
    }

    @Test
    void theDatabaseSaysWhenAHoldIsOverWhateverTheNodesClockSays() {
        UUID variant = stage.variant(2);
        for (int days : List.of(-400, 400)) {
            stage.clock.set(stage.now().plus(Duration.ofDays(days)));
            UUID id = Ids.next();

            assertThat(stage.reserve(id, variant, 1)).isEqualTo(new Reserved(until()));
            stage.advance(Stage.HOLD.dividedBy(2));
            assertThat(inventory.prolong(id, Stage.HOLD)).isTrue();
            assertThat(inventory.reservation(id).orElseThrow().until()).isEqualTo(until());
            stage.advance(Stage.HOLD.minusMillis(1));
            assertThat(inventory.expireDue()).isZero();
            stage.advance(Duration.ofMillis(1));
            assertThat(inventory.expireDue()).isEqualTo(1);
        }
    }

    @Test
    void aHoldLastsLongerByWhatTheDatabasesClockWasPutBack() {
        UUID variant = stage.variant(1);
        UUID id = Ids.next();
        stage.reserve(id, variant, 1);

        stage.advance(Duration.ofDays(-90));
        assertThat(inventory.expireDue()).isZero();
        stage.advance(Duration.ofDays(90).plus(Stage.HOLD));
        assertThat(inventory.expireDue()).isEqualTo(1);
    }

    @Test
    void aHoldBeyondItsTimeThatNobodyHasSweptYetIsConfirmed() {
        UUID variant = stage.variant(1);
        UUID id = Ids.next();
        stage.reserve(id, variant, 1);
        stage.advance(Stage.HOLD.multipliedBy(2));

        assertThat(inventory.confirm(id)).isEqualTo(new Confirmed(false));
        assertThat(inventory.expireDue()).isZero();
        assertThat(stage.level(variant)).isEqualTo(new StockLevel(variant, 0, 0, 0));
    }

    @Test
    void confirmingAnExpiredHoldTakesTheUnitsAgainWhereTheyStillAre() {
        UUID variant = stage.variant(2);
        UUID id = Ids.next();
        stage.reserve(id, variant, 2);
        expire();

        assertThat(inventory.confirm(id)).isEqualTo(new Confirmed(true));
        assertThat(inventory.confirm(id)).isEqualTo(new ConfirmOutcome.AlreadyConfirmed());
        assertThat(stage.level(variant)).isEqualTo(new StockLevel(variant, 0, 0, 0));
    }

    @Test
    void confirmingAnExpiredHoldWhoseUnitsAreGoneSaysWhichAndTakesNothing() {
        UUID variant = stage.variant(2);
        UUID id = Ids.next();
        stage.reserve(id, variant, 2);
        expire();
        stage.reserve(Ids.next(), variant, 1);

        assertThat(inventory.confirm(id)).isEqualTo(new Expired(List.of(new Shortage(variant, 2, 1))));
        assertThat(stage.level(variant)).isEqualTo(new StockLevel(variant, 2, 1, 1));
    }

    @Test
    void reservingAnExpiredHoldTakesItsUnitsAgain() {
        UUID variant = stage.variant(2);
        UUID id = Ids.next();
        stage.reserve(id, variant, 2);
        expire();

        assertThat(stage.reserve(id, variant, 2)).isEqualTo(new Reserved(until()));
        assertThat(inventory.reservation(id).orElseThrow().until()).isEqualTo(until());
        assertThat(stage.available(variant)).isZero();
        assertThat(inventory.confirm(id)).isEqualTo(new Confirmed(false));
    }

    @Test
    void releasingAnExpiredHoldClosesItPermanently() {
        UUID variant = stage.variant(2);
        UUID id = Ids.next();
        stage.reserve(id, variant, 2);
        expire();

        assertThat(inventory.release(id, "the checkout was given up")).isEqualTo(new ReleaseOutcome.NothingHeld());
        assertThat(inventory.confirm(id)).isEqualTo(new ConfirmOutcome.Withdrawn());
    }

    @Test
    void whatHoldsNothingIsForgottenAfterAWhileAndWhatIsSoldOrHeldIsNot() {
        UUID variant = stage.variant(10);
        UUID expired = Ids.next();
        UUID released = Ids.next();
        UUID sold = Ids.next();
        List.of(expired, released, sold).forEach(id -> stage.reserve(id, variant, 1));
        inventory.confirm(sold);
        inventory.release(released, "the checkout was given up");
        expire();

        stage.advance(InventorySettings.defaults().receipts().plusSeconds(1));
        UUID held = Ids.next();
        stage.reserve(held, variant, 1);
        inventory.prune();

        assertThat(inventory.reservation(expired)).isEmpty();
        assertThat(inventory.reservation(released)).isEmpty();
        assertThat(inventory.reservation(sold).orElseThrow().state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(inventory.reservation(held).orElseThrow().state()).isEqualTo(ReservationState.HELD);
        assertThat(stage.level(variant)).isEqualTo(new StockLevel(variant, 9, 1, 8));
    }

    @Test
    void nodesThatSweepTogetherGiveEveryHoldBackOnce() throws Exception {
        UUID variant = stage.variant(2_000);
        List<ReserveRequest> requests = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            requests.add(new ReserveRequest(Ids.next(), List.of(new StockLine(variant, 1)), Stage.HOLD));
        }
        inventory.reserveAll(requests);
        stage.advance(Stage.HOLD);

        List<Callable<Integer>> sweeps =
                List.of(inventory::expireDue, stage.anotherNode()::expireDue, stage.anotherNode()::expireDue);
        int expired = 0;
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> sweep : nodes.invokeAll(sweeps)) {
                expired += sweep.get();
            }
        }

        assertThat(expired).isEqualTo(1_200);
        assertThat(stage.available(variant)).isEqualTo(2_000);
    }

    private Instant until() {
        return stage.now().plus(Stage.HOLD);
    }

    private void expire() {
        stage.advance(Stage.HOLD);
        assertThat(inventory.expireDue()).isEqualTo(1);
    }
}

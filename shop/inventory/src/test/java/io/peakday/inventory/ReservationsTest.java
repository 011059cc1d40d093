package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.events.EventsModule;
import io.peakday.inventory.ReserveOutcome.AlreadyReserved;
import io.peakday.inventory.ReserveOutcome.Reserved;
import io.peakday.inventory.ReserveOutcome.Short;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReservationsTest {
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
        assertThat(inventory.verify().differences()).isEmpty();
    }

    @Test
    void aReservationTakesFromWhatIsAvailableAndLeavesWhatIsOnHand() {
        UUID variant = stage.variant(10);

        assertThat(stage.reserve(Ids.next(), variant, 3))
                .isEqualTo(new Reserved(stage.now().plus(Stage.HOLD)));

        assertThat(stage.level(variant)).isEqualTo(new StockLevel(variant, 10, 3, 7));
    }

    @Test
    void theSameReservationAskedForAgainTakesNothingMore() {
        UUID variant = stage.variant(10);
        UUID id = Ids.next();
        Reserved first = (Reserved) stage.reserve(id, variant, 3);

        stage.advance(Duration.ofMinutes(1));

        assertThat(stage.reserve(id, variant, 3)).isEqualTo(new AlreadyReserved(first.until(), false));
        assertThat(stage.available(variant)).isEqualTo(7);
    }

    @Test
    void whoTookTheLastUnitIsAnsweredSoAgainAndNotThatItIsSoldOut() {
        UUID variant = stage.variant(1);
        UUID id = Ids.next();
        stage.reserve(id, variant, 1);

        assertThat(stage.reserve(id, variant, 1)).isInstanceOf(AlreadyReserved.class);
    }

    @Test
    void aReservationIdUsedForOtherLinesIsRefused() {
        UUID variant = stage.variant(10);
        UUID id = Ids.next();
        stage.reserve(id, variant, 3);

        assertThatThrownBy(() -> stage.reserve(id, variant, 4))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.code()).isEqualTo("inventory.reservation-reused"));
        assertThat(stage.available(variant)).isEqualTo(7);
    }

    @Test
    void allLinesAreTakenOrNone() {
        UUID plenty = stage.variant(10);
        UUID few = stage.variant(1);
        UUID none = Ids.next();

        assertThat(inventory.reserve(
                        Ids.next(),
                        List.of(new StockLine(plenty, 5), new StockLine(few, 2), new StockLine(none, 1)),
                        Stage.HOLD))
                .isEqualTo(new Short(List.of(new Shortage(few, 2, 1), new Shortage(none, 1, 0))));

        assertThat(stage.available(plenty)).isEqualTo(10);
    }

    @Test
    void whatWasAskedForInVainLeavesNoReservation() {
        UUID variant = stage.variant(1);
        UUID id = Ids.next();
        stage.reserve(id, variant, 2);

        assertThat(inventory.reservation(id)).isEmpty();
        stage.set(variant, stage.location(), 2);
        assertThat(stage.reserve(id, variant, 2)).isInstanceOf(Reserved.class);
    }

    @Test
    void aGroupIsDecidedInItsOrder() {
        UUID variant = stage.variant(5);
        UUID twice = Ids.next();

        List<ReserveOutcome> outcomes = inventory.reserveAll(List.of(
                new ReserveRequest(twice, List.of(new StockLine(variant, 3)), Stage.HOLD),
                new ReserveRequest(Ids.next(), List.of(new StockLine(variant, 4)), Stage.HOLD),
                new ReserveRequest(twice, List.of(new StockLine(variant, 3)), Stage.HOLD),
                new ReserveRequest(Ids.next(), List.of(new StockLine(variant, 2)), Stage.HOLD)));

        assertThat(outcomes.get(0)).isInstanceOf(Reserved.class);
        assertThat(outcomes.get(1)).isEqualTo(new Short(List.of(new Shortage(variant, 4, 2))));
        assertThat(outcomes.get(2)).isInstanceOf(AlreadyReserved.class);
        assertThat(outcomes.get(3)).isInstanceOf(Reserved.class);
        assertThat(stage.available(variant)).isZero();
    }

    @Test
    void aConfirmedReservationHasLeftTheShelf() {
        UUID variant = stage.variant(10);
        UUID id = Ids.next();
        stage.reserve(id, variant, 3);

        assertThat(inventory.confirm(id)).isEqualTo(new ConfirmOutcome.Confirmed(false));
        assertThat(inventory.confirm(id)).isEqualTo(new ConfirmOutcome.AlreadyConfirmed());

        assertThat(stage.level(variant)).isEqualTo(new StockLevel(variant, 7, 0, 7));
        assertThat(stage.reserve(id, variant, 3))
                .isInstanceOfSatisfying(
                        AlreadyReserved.class,
                        again -> assertThat(again.confirmed()).isTrue());
        assertThat(inventory.release(id, "too late")).isEqualTo(new ReleaseOutcome.AlreadyConfirmed());
    }

    @Test
    void aReservationIsReleasedOnceAndPermanently() {
        UUID variant = stage.variant(10);
        UUID id = Ids.next();
        stage.reserve(id, variant, 3);

        assertThat(inventory.release(id, "changed my mind")).isEqualTo(new ReleaseOutcome.Released());
        assertThat(inventory.release(id, "changed my mind")).isEqualTo(new ReleaseOutcome.NothingHeld());

        assertThat(stage.available(variant)).isEqualTo(10);
        assertThat(inventory.confirm(id)).isEqualTo(new ConfirmOutcome.Withdrawn());
        assertThat(stage.reserve(id, variant, 3)).isEqualTo(new ReserveOutcome.Withdrawn());
    }

    @Test
    void aReserveThatArrivesAfterItsReleaseTakesNothing() {
        UUID variant = stage.variant(10);
        UUID id = Ids.next();

        assertThat(inventory.release(id, "the checkout was given up")).isEqualTo(new ReleaseOutcome.NothingHeld());

        assertThat(stage.reserve(id, variant, 3)).isEqualTo(new ReserveOutcome.Withdrawn());
        assertThat(stage.available(variant)).isEqualTo(10);
    }

    @Test
    void aReservationNobodyMadeCannotBeConfirmed() {
        assertThatThrownBy(() -> inventory.confirm(Ids.next()))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("inventory.no-reservation"));
    }

    @Test
    void aReservationInATransactionOfTheCallerRollsBackWithIt() {
        UUID variant = stage.variant(10);
        UUID id = Ids.next();

        assertThatThrownBy(() -> postgres.database().run(() -> {
                    stage.reserve(id, variant, 3);
                    inventory.confirm(id);
                    throw new IllegalStateException("the caller fails");
                }))
                .hasMessage("the caller fails");

        assertThat(stage.level(variant)).isEqualTo(new StockLevel(variant, 10, 0, 10));
        assertThat(inventory.reservation(id)).isEmpty();
    }
}

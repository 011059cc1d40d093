package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.events.EventsModule;
import io.peakday.inventory.Confirmation.Part;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Units that go from a reservation to the one that sells them. */
class PartsTest {
    private static final Duration HOLD = Duration.ofHours(1);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, InventoryModule.SCHEMA);

    private final Stage stage = new Stage(postgres);
    private final Inventory inventory = stage.inventory;
    private final UUID variant = Ids.next();
    private final UUID allocated = Ids.next();

    @Test
    void aPartIsSoldUnderItsOwnIdAndTheRestStaysHeld() {
        stock(10);
        UUID order = Ids.next();

        assertThat(inventory.confirmAll(List.of(new Confirmation(order, List.of(new Part(allocated, variant, 3))))))
                .containsExactly(new ConfirmOutcome.Confirmed(false));

        assertThat(level()).isEqualTo(new StockLevel(variant, 7, 5, 2));
        assertThat(units(allocated)).isEqualTo(5);
        assertThat(inventory.reservation(order).orElseThrow().state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(inventory.verify().clean()).isTrue();
    }

    @Test
    void repeatedItTakesNothingAgain() {
        stock(10);
        var confirmation = new Confirmation(Ids.next(), List.of(new Part(allocated, variant, 3)));
        inventory.confirmAll(List.of(confirmation));

        assertThat(inventory.confirmAll(List.of(confirmation))).containsExactly(new ConfirmOutcome.AlreadyConfirmed());
        assertThat(units(allocated)).isEqualTo(5);
    }

    @Test
    void partsJoinWhatTheOrderHadReservedItself() {
        stock(10);
        UUID other = Ids.next();
        stage.set(other, stage.location(), 4);
        UUID order = Ids.next();
        inventory.reserve(order, List.of(new StockLine(other, 2)), HOLD);
        UUID second = Ids.next();

        inventory.confirmAll(List.of(
                new Confirmation(order, List.of(new Part(allocated, variant, 4))),
                new Confirmation(second, List.of(new Part(allocated, variant, 4)))));

        assertThat(level()).isEqualTo(new StockLevel(variant, 2, 0, 2));
        assertThat(units(order)).isEqualTo(6);
        assertThat(inventory.release(allocated, "over")).isInstanceOf(ReleaseOutcome.Released.class);
        assertThat(inventory.verify().clean()).isTrue();
    }

    @Test
    void moreThanIsReservedCannotBeHadAndNothingMoves() {
        stock(10);

        assertThatThrownBy(() -> inventory.confirmAll(
                        List.of(new Confirmation(Ids.next(), List.of(new Part(allocated, variant, 9))))))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("inventory.no-such-part"));

        assertThat(level()).isEqualTo(new StockLevel(variant, 10, 8, 2));
        assertThat(inventory.verify().clean()).isTrue();
    }

    @Test
    void aReservationIsProlongedOnlyWhileItIsHeld() {
        stock(10);
        assertThat(inventory.prolong(allocated, HOLD.multipliedBy(3))).isTrue();
        assertThat(inventory.reservation(allocated).orElseThrow().until())
                .isEqualTo(stage.now().plus(HOLD.multipliedBy(3)));
        inventory.release(allocated, "over");
        assertThat(inventory.prolong(allocated, HOLD)).isFalse();
    }

    /** Eight units reserved of these. */
    private void stock(int units) {
        stage.set(variant, stage.location(), units);
        inventory.reserve(allocated, List.of(new StockLine(variant, 8)), HOLD);
    }

    private StockLevel level() {
        return stage.level(variant);
    }

    private int units(UUID reservation) {
        return inventory.reservation(reservation).orElseThrow().allotments().stream()
                .mapToInt(Allotment::quantity)
                .sum();
    }
}

package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.events.EventsModule;
import io.peakday.inventory.AdjustOutcome.Adjusted;
import io.peakday.inventory.AdjustOutcome.AlreadyAdjusted;
import io.peakday.inventory.AdjustOutcome.BelowReserved;
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
import org.springframework.dao.DataAccessException;

class CountsTest {
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
    void anAdjustmentIsAppliedOnce() {
        UUID variant = stage.variant(10);
        UUID id = Ids.next();

        assertThat(inventory.adjust(id, variant, stage.location(), -3, "broken"))
                .isEqualTo(new Adjusted(List.of(new StockLevel(variant, 7, 0, 7))));
        assertThat(inventory.adjust(id, variant, stage.location(), -3, "broken"))
                .isEqualTo(new AlreadyAdjusted(List.of(new StockLevel(variant, 7, 0, 7))));
    }

    @Test
    void anAdjustmentIsRecognisedForAsLongAsItsReceiptIsKept() {
        UUID variant = stage.variant(10);
        UUID id = Ids.next();
        inventory.adjust(id, variant, stage.location(), -3, "broken");

        stage.advance(InventorySettings.defaults().receipts());
        assertThat(inventory.prune()).isZero();
        assertThat(inventory.adjust(id, variant, stage.location(), -3, "broken"))
                .isInstanceOf(AlreadyAdjusted.class);

        stage.advance(Duration.ofSeconds(1));
        assertThat(inventory.prune()).isPositive();
        assertThat(inventory.adjust(id, variant, stage.location(), -3, "broken"))
                .isInstanceOf(Adjusted.class);
    }

    @Test
    void whatIsReservedCannotBeAdjustedAwayAndMayBeTriedAgain() {
        UUID variant = stage.variant(10);
        UUID reservation = Ids.next();
        stage.reserve(reservation, variant, 8);
        UUID id = Ids.next();

        assertThat(inventory.adjust(id, variant, stage.location(), -3, "broken"))
                .isEqualTo(new BelowReserved(10, 8));
        inventory.release(reservation, "test");
        assertThat(inventory.adjust(id, variant, stage.location(), -3, "broken"))
                .isInstanceOf(Adjusted.class);
    }

    @Test
    void anAdjustmentNeedsAPlaceAReasonAndADifference() {
        UUID variant = stage.variant(10);
        assertThatThrownBy(() -> inventory.adjust(Ids.next(), variant, Ids.next(), 1, "found"))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("inventory.no-location"));
        assertThatThrownBy(() -> inventory.adjust(Ids.next(), variant, stage.location(), 0, ""))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.fields()).hasSize(2));
    }

    @Test
    void returnedUnitsComeBackOnce() {
        UUID variant = stage.variant(1);
        UUID id = Ids.next();
        List<StockLine> lines = List.of(new StockLine(variant, 2), new StockLine(Ids.next(), 1));

        assertThat(inventory.restock(id, lines, null, "returned")).isInstanceOf(Adjusted.class);
        assertThat(inventory.restock(id, lines, null, "returned")).isInstanceOf(AlreadyAdjusted.class);

        assertThat(stage.available(variant)).isEqualTo(3);
        assertThat(stage.available(lines.getLast().variantId())).isEqualTo(1);
    }

    @Test
    void aCountSetsTheLevelButNeverBelowWhatIsPromised() {
        UUID variant = stage.variant(10);
        UUID other = stage.variant(4);
        stage.reserve(Ids.next(), variant, 5);
        var tooFew = new LevelSetting(variant, stage.location(), 3);

        assertThat(inventory.setLevels(List.of(tooFew, new LevelSetting(other, stage.location(), 4)), "count"))
                .isEqualTo(new SetLevelsReport(1, 1, List.of(tooFew)));

        assertThat(stage.level(variant)).isEqualTo(new StockLevel(variant, 5, 5, 0));
    }

    @Test
    void ofTwoCountsOfOnePlaceTheLaterOneWins() {
        UUID variant = stage.variant(0);
        UUID place = stage.location();

        inventory.setLevels(List.of(new LevelSetting(variant, place, 8), new LevelSetting(variant, place, 6)), "count");

        assertThat(stage.available(variant)).isEqualTo(6);
    }

    @Test
    void theLedgerShowsEveryMovementNewestFirst() {
        UUID variant = stage.variant(10);
        UUID id = Ids.next();
        stage.reserve(id, variant, 2);
        inventory.confirm(id);

        List<LedgerEntry> entries = inventory.reports().ledger(variant, null, 10);

        assertThat(entries)
                .extracting(LedgerEntry::kind)
                .containsExactly(LedgerEntry.Kind.CONFIRM, LedgerEntry.Kind.RESERVE, LedgerEntry.Kind.COUNT);
        assertThat(entries.getFirst().reference()).isEqualTo(id);
        assertThat(inventory.reports().ledger(variant, entries.get(1).sequence(), 10))
                .containsExactly(entries.get(2));
    }

    @Test
    void theDatabaseItselfRefusesToChangeTheLedgerOrToOversell() {
        UUID variant = stage.variant(10);
        for (String statement : List.of(
                "update inventory.ledger set reason = 'other'",
                "delete from inventory.ledger",
                "truncate inventory.ledger",
                "update inventory.stock set reserved = on_hand + 1",
                "update inventory.stock set on_hand = -1")) {
            assertThatThrownBy(() -> postgres.database().sql().sql(statement).update())
                    .as(statement)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(stage.available(variant)).isEqualTo(10);
    }

    @Test
    void lowAndSoldOutVariantsAreListedByTheirThreshold() {
        UUID low = stage.variant(3);
        UUID own = stage.variant(30);
        UUID enough = stage.variant(6);
        inventory.setThreshold(own, 40);

        var listed = inventory.reports().low(null, 500);
        assertThat(listed).contains(new StockReports.Low(low, 3, 5), new StockReports.Low(own, 30, 40));
        assertThat(listed).extracting(StockReports.Low::variantId).doesNotContain(enough);

        inventory.setThreshold(own, null);
        assertThat(inventory.reports().threshold(own)).isEmpty();
        assertThat(inventory.reports().overview().variants()).isPositive();
        assertThat(inventory.reports().rows(null, 200))
                .extracting(StockReports.Row::variantId)
                .contains(low, own);
    }
}

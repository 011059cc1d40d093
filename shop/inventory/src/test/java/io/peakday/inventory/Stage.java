package io.peakday.inventory;

import io.peakday.engines.Database;
import io.peakday.events.EventSettings;
import io.peakday.events.Outbox;
import io.peakday.kernel.Ids;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** An inventory on a database of the test, and short words for what tests do with it. */
final class Stage {
    static final Duration HOLD = Duration.ofMinutes(15);

    final TestDatabase postgres;
    final SteppedClock clock = new SteppedClock();
    final Inventory inventory;

    Stage(TestDatabase postgres) {
        this.postgres = postgres;
        this.inventory = node(postgres.database());
    }

    /** The same inventory as another node sees it: with a pool and memory of its own. */
    Inventory anotherNode() {
        return node(postgres.anotherNode());
    }

    Inventory node(Database database) {
        return new Inventory(
                database,
                new Outbox(database, clock, EventSettings.withPrefix("test.")),
                clock,
                InventorySettings.defaults());
    }

    UUID location() {
        return inventory.locations().primaryId();
    }

    UUID location(String code, int priority) {
        var location = new Location(Ids.next(), code, "Place " + code, Location.Kind.STORE, priority, true);
        inventory.locations().put(location);
        return location.id();
    }

    /** A new variant of which so many units lie at the first location. */
    UUID variant(int onHand) {
        UUID variant = Ids.next();
        set(variant, location(), onHand);
        return variant;
    }

    void set(UUID variant, UUID location, int onHand) {
        inventory.setLevels(List.of(new LevelSetting(variant, location, onHand)), "test");
    }

    ReserveOutcome reserve(UUID reservation, UUID variant, int quantity) {
        return inventory.reserve(reservation, List.of(new StockLine(variant, quantity)), HOLD);
    }

    int available(UUID variant) {
        return level(variant).available();
    }

    StockLevel level(UUID variant) {
        return inventory.levels(List.of(variant)).getOrDefault(variant, StockLevel.none(variant));
    }
}

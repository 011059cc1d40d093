package io.peakday.inventory;

import io.peakday.engines.Database;
import io.peakday.events.EventSettings;
import io.peakday.events.Outbox;
import io.peakday.kernel.Ids;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** An inventory on a database of the test, and short words for what tests do with it. */
final class Stage {
    static final Duration HOLD = Duration.ofMinutes(15);

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    final TestDatabase postgres;
    /** The node's: hours ahead of the database's, so that whatever goes by it instead fails. */
    final SteppedClock clock = new SteppedClock(START.plus(Duration.ofHours(5)));

    private final DatabaseClock time;
    final Inventory inventory;

    Stage(TestDatabase postgres) {
        this.postgres = postgres;
        this.time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
        time.stopAt(START);
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

    /** The database's time, which passes only by {@link #advance}. */
    Instant now() {
        return postgres.database()
                .sql()
                .sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    void advance(Duration by) {
        time.advance(by);
    }

    /** Sweeps what a test has left held, so that the next one, which begins at the same time, finds nothing due that is not its. */
    void expireAll() {
        advance(ReserveRequest.LONGEST);
        inventory.expireDue();
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

package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.engines.Database;
import io.peakday.events.EventRuntime;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestKafka;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StockEventsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, InventoryModule.SCHEMA);

    private static final JsonMapper JSON = JsonMapper.shared();

    Stage stage;
    Inventory inventory;
    Database database;
    UUID variant;

    @BeforeEach
    void open() {
        stage = new Stage(postgres);
        inventory = stage.inventory;
        database = postgres.database();
        variant = stage.variant(10);
        appended();
    }

    /** The events appended since the last look, as {@code type available}. */
    private List<String> appended() {
        List<String> events = database.sql()
                .sql("select type, payload from events.outbox where key = ? order by event_id")
                .param(variant.toString())
                .query((row, n) -> {
                    JsonNode payload = JSON.readTree(row.getString(2));
                    return row.getString(1) + " " + payload.get("available").asInt();
                })
                .list();
        database.sql()
                .sql("delete from events.outbox where key = ?")
                .param(variant.toString())
                .update();
        return events;
    }

    @Test
    void everyChangeOfWhatIsAvailableIsPublished() {
        UUID id = Ids.next();
        stage.reserve(id, variant, 3);
        inventory.release(id, "test");
        stage.set(variant, stage.location(), 12);

        assertThat(appended())
                .containsExactly(
                        "inventory.stock-changed 7", "inventory.stock-changed 10", "inventory.stock-changed 12");
    }

    @Test
    void whatDoesNotChangeWhatIsAvailableIsNotPublished() {
        UUID id = Ids.next();
        stage.reserve(id, variant, 3);
        appended();

        inventory.confirm(id);
        stage.reserve(id, variant, 3);
        stage.reserve(Ids.next(), variant, 100);

        assertThat(appended()).isEmpty();
    }

    @Test
    void aGroupPublishesOnceWhatItCameTo() {
        inventory.reserveAll(List.of(
                new ReserveRequest(Ids.next(), List.of(new StockLine(variant, 1)), Stage.HOLD),
                new ReserveRequest(Ids.next(), List.of(new StockLine(variant, 2)), Stage.HOLD)));

        assertThat(appended()).containsExactly("inventory.stock-changed 7");
    }

    @Test
    void fallingToTheThresholdIsPublishedOnceAndAgainAfterARise() {
        stage.reserve(Ids.next(), variant, 4);
        assertThat(appended()).containsExactly("inventory.stock-changed 6");
        stage.reserve(Ids.next(), variant, 1);
        assertThat(appended()).containsExactly("inventory.stock-changed 5", "inventory.stock-low 5");
        stage.reserve(Ids.next(), variant, 1);
        assertThat(appended()).containsExactly("inventory.stock-changed 4");
        stage.set(variant, stage.location(), 20);
        stage.set(variant, stage.location(), 8);
        assertThat(appended())
                .containsExactly("inventory.stock-changed 14", "inventory.stock-changed 2", "inventory.stock-low 2");
    }

    @Test
    void aThresholdOfTheVariantsOwnCounts() {
        inventory.setThreshold(variant, 9);

        stage.reserve(Ids.next(), variant, 1);

        assertThat(appended()).containsExactly("inventory.stock-changed 9", "inventory.stock-low 9");
    }

    @Test
    void anExpiredHoldIsPublished() {
        UUID id = Ids.next();
        stage.reserve(id, variant, 3);
        stage.advance(Stage.HOLD);
        inventory.expireDue();

        assertThat(appended()).containsExactly("inventory.stock-changed 7", "inventory.stock-changed 10");
        assertThat(database.sql()
                        .sql("select type from events.outbox where key = ?")
                        .param(id.toString())
                        .query(String.class)
                        .list())
                .containsExactly("inventory.reservation-expired");
    }

    @Test
    void theNodeThatChangesStockShowsItAtOnceAndTheOthersWhenTheyReceiveTheEvent() {
        Inventory other = stage.anotherNode();
        assertThat(inventory.available(List.of(variant))).containsEntry(variant, 10);
        assertThat(other.available(List.of(variant))).containsEntry(variant, 10);

        stage.reserve(Ids.next(), variant, 3);

        assertThat(inventory.available(List.of(variant))).containsEntry(variant, 7);
        other.forget(List.of(variant));
        assertThat(other.available(List.of(variant))).containsEntry(variant, 7);
    }

    @Test
    void whatChangedBetweenTheFirstReadOfANodeAndItsFirstEventIsSeen() {
        Inventory other = stage.anotherNode();
        assertThat(other.available(List.of(variant))).containsEntry(variant, 10);
        stage.reserve(Ids.next(), variant, 3);
        appended(); // Its event is over before this node receives any.
        EventSettings settings = EventSettings.withPrefix(TestKafka.prefix());
        try (EventRuntime events = new EventRuntime(
                new Outbox(database, InstantSource.system(), settings),
                TestKafka.bootstrap(),
                List.of(InventoryModule.availability(other)),
                new SimpleMeterRegistry())) {
            events.start();
            assertThat(events.awaitReady(Duration.ofSeconds(30))).isTrue();

            assertThat(other.available(List.of(variant))).containsEntry(variant, 7);
        }
    }

    @Test
    void whatATransactionSawBeforeItFailedIsNotRemembered() {
        try {
            database.run(() -> {
                stage.reserve(Ids.next(), variant, 3);
                assertThat(inventory.available(List.of(variant))).containsEntry(variant, 7);
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("rolled back");
        }
        assertThat(inventory.available(List.of(variant))).containsEntry(variant, 10);
    }
}

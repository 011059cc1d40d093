package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.events.EventsModule;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocationsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, InventoryModule.SCHEMA);

    Stage stage;
    Inventory inventory;
    UUID near;
    UUID far;
    final UUID lamp = Ids.next();
    final UUID book = Ids.next();

    @BeforeEach
    void open() {
        stage = new Stage(postgres);
        inventory = stage.inventory;
        String name = Long.toString(System.nanoTime(), 36);
        near = stage.location("near-" + name, 1);
        far = stage.location("far-" + name, 2);
    }

    @AfterEach
    void theLedgerExplainsEverything() {
        assertThat(inventory.verify().differences()).isEmpty();
    }

    List<Allotment> allotments(StockLine... lines) {
        UUID id = Ids.next();
        assertThat(inventory.reserve(id, List.of(lines), Stage.HOLD)).isInstanceOf(ReserveOutcome.Reserved.class);
        return inventory.reservation(id).orElseThrow().allotments();
    }

    @Test
    void amongEqualsTheFirstPriorityServes() {
        stage.set(lamp, near, 5);
        stage.set(lamp, far, 5);

        assertThat(allotments(new StockLine(lamp, 5))).containsExactly(new Allotment(lamp, near, 5));
        assertThat(allotments(new StockLine(lamp, 5))).containsExactly(new Allotment(lamp, far, 5));
    }

    @Test
    void oneLocationThatHasItAllServesBeforeTwoOfBetterPriority() {
        stage.set(lamp, near, 5);
        stage.set(lamp, far, 5);
        stage.set(book, far, 5);

        assertThat(allotments(new StockLine(lamp, 2), new StockLine(book, 1)))
                .containsExactlyInAnyOrder(new Allotment(lamp, far, 2), new Allotment(book, far, 1));
    }

    @Test
    void aLineIsSplitWhenNoLocationHasEnough() {
        stage.set(lamp, near, 3);
        stage.set(lamp, far, 4);

        assertThat(allotments(new StockLine(lamp, 6)))
                .containsExactlyInAnyOrder(new Allotment(lamp, far, 4), new Allotment(lamp, near, 2));
        assertThat(stage.level(lamp)).isEqualTo(new StockLevel(lamp, 7, 6, 1));
    }

    @Test
    void whatLiesAtAnInactiveLocationIsNotSold() {
        stage.set(lamp, near, 3);
        stage.set(lamp, far, 4);
        Location store = inventory.locations().all().stream()
                .filter(location -> location.id().equals(far))
                .findFirst()
                .orElseThrow();
        inventory
                .locations()
                .put(new Location(store.id(), store.code(), store.name(), store.kind(), store.priority(), false));

        assertThat(stage.level(lamp)).isEqualTo(new StockLevel(lamp, 7, 0, 3));
        assertThat(stage.reserve(Ids.next(), lamp, 4)).isInstanceOf(ReserveOutcome.Short.class);

        inventory.locations().put(store);
        assertThat(stage.reserve(Ids.next(), lamp, 7)).isInstanceOf(ReserveOutcome.Reserved.class);
    }

    @Test
    void aCodeBelongsToOneLocation() {
        String code = inventory.locations().all().getFirst().code();

        assertThatThrownBy(() -> stage.location(code, 5))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.code()).isEqualTo("inventory.location-code-taken"));
    }
}

package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.inventory.ReserveOutcome.AlreadyReserved;
import io.peakday.inventory.ReserveOutcome.Reserved;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.PrivatePostgres;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The database is killed in the middle of a rush. */
class CrashTest {
    @RegisterExtension
    static final PrivatePostgres postgres = PrivatePostgres.with(EventsModule.SCHEMA, InventoryModule.SCHEMA);

    @Test
    void whatWasAcknowledgedStandsWhatWasNotCanBeAskedAgainAndTheBooksAgree() throws Exception {
        var inventory = new Inventory(
                postgres.database(),
                new Outbox(postgres.database(), InstantSource.system(), EventSettings.withPrefix("test.")),
                InstantSource.system(),
                InventorySettings.defaults());
        UUID variant = Ids.next();
        UUID place = inventory.locations().primaryId();
        inventory.setLevels(List.of(new LevelSetting(variant, place, 1_000_000)), "test");
        var acknowledged = new ConcurrentLinkedQueue<UUID>();
        var open = new ConcurrentLinkedQueue<UUID>();
        var stop = new AtomicBoolean();
        var busy = new CountDownLatch(2_000);
        try (var shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                shoppers.execute(() -> {
                    while (!stop.get()) {
                        UUID id = Ids.next();
                        try {
                            inventory.reserve(id, List.of(new StockLine(variant, 1)), Stage.HOLD);
                            acknowledged.add(id);
                            busy.countDown();
                        } catch (Failure | DataAccessException | TransactionException e) {
                            open.add(id);
                            return;
                        }
                    }
                });
            }
            busy.await();
            postgres.kill();
            stop.set(true);
        }
        postgres.start();

        List<UUID> all = new ArrayList<>(acknowledged);
        assertThat(PrivatePostgres.answered(() -> inventory.reserveAll(requests(all, variant))))
                .hasOnlyElementsOfType(AlreadyReserved.class);
        assertThat(inventory.reserveAll(requests(List.copyOf(open), variant)))
                .hasOnlyElementsOfTypes(AlreadyReserved.class, Reserved.class);
        assertThat(inventory.levels(List.of(variant)).get(variant).reserved())
                .isEqualTo(acknowledged.size() + open.size());
        assertThat(inventory.verify().differences()).isEmpty();
    }

    private static List<ReserveRequest> requests(List<UUID> ids, UUID variant) {
        return ids.stream()
                .map(id -> new ReserveRequest(id, List.of(new StockLine(variant, 1)), Stage.HOLD))
                .toList();
    }
}

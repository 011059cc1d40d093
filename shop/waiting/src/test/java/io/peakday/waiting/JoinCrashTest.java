package io.peakday.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Failure;
import io.peakday.testkit.PrivatePostgres;
import io.peakday.waiting.JoinOutcome.AlreadyIn;
import io.peakday.waiting.JoinOutcome.Joined;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The database server is killed in the middle of the rush. */
class JoinCrashTest {
    @RegisterExtension
    static final PrivatePostgres postgres = PrivatePostgres.with(Stage.SCHEMAS);

    @Test
    void everyPlaceThatWasToldIsThereAndWhoAsksAgainHasOneTooAndNoNumberIsGivenTwice() throws Exception {
        Stage stage = new Stage(postgres.database());
        UUID room = stage.open(0.01, 1);
        Map<UUID, Place> told = new ConcurrentHashMap<>();
        Set<UUID> untold = ConcurrentHashMap.newKeySet();
        var stop = new AtomicBoolean();
        var busy = new CountDownLatch(3_000);
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                customers.execute(() -> {
                    while (!stop.get()) {
                        UUID customer = UUID.randomUUID();
                        try {
                            if (stage.rooms.join(room, customer) instanceof Joined(Place place)) {
                                told.put(customer, place);
                                busy.countDown();
                            }
                        } catch (Failure | DataAccessException | TransactionException e) {
                            untold.add(customer);
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

        assertThat(untold).isNotEmpty();
        Stage after = new Stage(postgres.database());
        Set<Long> numbers = new HashSet<>();
        told.forEach((customer, place) -> {
            assertThat(after.rooms.join(room, customer)).isEqualTo(new AlreadyIn(place));
            numbers.add(place.number());
        });
        untold.forEach(customer -> numbers.add(after.join(room, customer).number()));
        assertThat(numbers).hasSize(told.size() + untold.size());
        assertThat(after.rooms.find(room).orElseThrow().issued()).isEqualTo(numbers.size());
        after.rooms.advance();
        assertThat(after.served(room)).isEqualTo(1);
    }
}

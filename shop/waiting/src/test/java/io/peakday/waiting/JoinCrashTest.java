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
    void everyPlaceThatWasAnsweredIsThereAndWhoAsksAgainHasOneTooAndNoNumberIsGivenTwice() throws Exception {
        Stage stage = new Stage(postgres.database());
        UUID room = stage.open(0.01, 1);
        Map<UUID, Place> answered = new ConcurrentHashMap<>();
        Set<UUID> unanswered = ConcurrentHashMap.newKeySet();
        var stop = new AtomicBoolean();
        var busy = new CountDownLatch(3_000);
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                customers.execute(() -> {
                    while (!stop.get()) {
                        UUID customer = UUID.randomUUID();
                        try {
                            if (stage.rooms.join(room, customer) instanceof Joined(Place place)) {
                                answered.put(customer, place);
                                busy.countDown();
                            }
                        } catch (Failure | DataAccessException | TransactionException e) {
                            unanswered.add(customer);
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

        assertThat(unanswered).isNotEmpty();
        Stage after = new Stage(postgres.database());
        Set<Long> numbers = new HashSet<>();
        answered.forEach((customer, place) -> {
            assertThat(after.rooms.join(room, customer)).isEqualTo(new AlreadyIn(place));
            numbers.add(place.number());
        });
        unanswered.forEach(customer -> numbers.add(after.join(room, customer).number()));
        assertThat(numbers).hasSize(answered.size() + unanswered.size());
        assertThat(after.rooms.find(room).orElseThrow().issued()).isEqualTo(numbers.size());
        after.rooms.advance();
        assertThat(after.served(room)).isEqualTo(1);
    }
}

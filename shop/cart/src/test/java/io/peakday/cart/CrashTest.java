package io.peakday.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import io.peakday.testkit.PrivatePostgres;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The database is killed while many shoppers fill their carts. */
class CrashTest {
    @RegisterExtension
    static final PrivatePostgres postgres = PrivatePostgres.with(CartModule.SCHEMA);

    @Test
    void whatWasAcknowledgedIsInTheCartAndWhatWasNotIsThereOnceAfterItIsAskedAgain() throws Exception {
        UUID lamp = new UUID(7, 7);
        Carts carts = new Carts(
                postgres.database(),
                ids -> Map.of(lamp, Stage.view(lamp, Money.of(100, "EUR"), true)),
                ids -> Map.of(lamp, 1_000),
                (sale, customer) -> Optional.empty(),
                InstantSource.system(),
                CartSettings.defaults());
        Map<UUID, Integer> acknowledged = new ConcurrentHashMap<>();
        Map<UUID, UUID> unanswered = new ConcurrentHashMap<>();
        var stop = new AtomicBoolean();
        var busy = new CountDownLatch(1_000);
        for (int i = 0; i < 32; i++) {
            acknowledged.put(carts.create(Stage.GUEST), 0);
        }
        try (var shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            acknowledged
                    .keySet()
                    .forEach(cart -> shoppers.execute(() -> {
                        while (!stop.get() && acknowledged.get(cart) < 90) {
                            UUID key = UUID.randomUUID();
                            try {
                                carts.addOnce(cart, Stage.GUEST, lamp, 1, key);
                                acknowledged.merge(cart, 1, Integer::sum);
                                busy.countDown();
                            } catch (Failure | DataAccessException | TransactionException e) {
                                unanswered.put(cart, key);
                                return;
                            }
                        }
                    }));
            busy.await();
            postgres.kill();
            stop.set(true);
        }
        postgres.start();

        for (Map.Entry<UUID, UUID> one : unanswered.entrySet()) {
            PrivatePostgres.answered(() -> carts.addOnce(one.getKey(), Stage.GUEST, lamp, 1, one.getValue()));
        }

        Map<UUID, Integer> found = new HashMap<>();
        acknowledged
                .keySet()
                .forEach(cart -> found.put(
                        cart, carts.view(cart, Stage.GUEST).itemCount() - (unanswered.containsKey(cart) ? 1 : 0)));
        assertThat(found).isEqualTo(acknowledged);
    }
}

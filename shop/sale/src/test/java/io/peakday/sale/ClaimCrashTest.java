package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Failure;
import io.peakday.sale.ClaimOutcome.AlreadyClaimed;
import io.peakday.sale.ClaimOutcome.Claimed;
import io.peakday.testkit.PrivatePostgres;
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
class ClaimCrashTest {
    @RegisterExtension
    static final PrivatePostgres postgres = PrivatePostgres.with(Stage.SCHEMAS);

    @Test
    void everyClaimThatWasAnsweredIsThereAndWhoAsksAgainLearnsWhatBecameOfTheirs() throws Exception {
        Stage stage = new Stage(postgres.database());
        UUID sale = stage.open(100_000);
        Set<UUID> answered = ConcurrentHashMap.newKeySet();
        Set<UUID> unanswered = ConcurrentHashMap.newKeySet();
        var stop = new AtomicBoolean();
        var busy = new CountDownLatch(3_000);
        try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                buyers.execute(() -> {
                    while (!stop.get()) {
                        UUID buyer = UUID.randomUUID();
                        try {
                            if (stage.claim(sale, buyer) instanceof Claimed) {
                                answered.add(buyer);
                                busy.countDown();
                            }
                        } catch (Failure | DataAccessException | TransactionException e) {
                            unanswered.add(buyer);
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
        for (UUID buyer : answered) {
            assertThat(PrivatePostgres.answered(() -> stage.claim(sale, buyer))).isInstanceOf(AlreadyClaimed.class);
        }
        unanswered.forEach(
                buyer -> assertThat(stage.claim(sale, buyer)).isInstanceOfAny(Claimed.class, AlreadyClaimed.class));
        assertThat(stage.sales.count(sale).held()).isEqualTo(answered.size() + unanswered.size());
        assertThat(stage.sales.verify().clean()).isTrue();
    }
}

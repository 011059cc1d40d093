package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.engines.Database;
import io.peakday.sale.ClaimOutcome.AlreadyClaimed;
import io.peakday.sale.ClaimOutcome.Claimed;
import io.peakday.sale.ClaimOutcome.NotOpen;
import io.peakday.sale.ClaimOutcome.SoldOut;
import io.peakday.testkit.Races;
import io.peakday.testkit.Seeds;
import io.peakday.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes, each with its own pool, groups and memory, on one database. */
class ClaimRacesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage one = new Stage(postgres.database());
    private final Stage two = new Stage(postgres.anotherNode());

    private final Database watcher = postgres.anotherNode();

    private Stage node(int i) {
        return i % 2 == 0 ? one : two;
    }

    @Test
    void ofAThousandBuyersOfAHundredUnitsExactlyAHundredGetOne() throws Exception {
        UUID sale = one.open(100);
        List<Callable<ClaimOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Stage node = node(i);
            UUID buyer = UUID.randomUUID();
            calls.add(() -> node.claim(sale, buyer));
        }
        List<ClaimOutcome> outcomes = Races.run(calls);
        assertThat(outcomes).filteredOn(Claimed.class::isInstance).hasSize(100);
        assertThat(outcomes).filteredOn(SoldOut.class::isInstance).hasSize(900);
        assertThat(one.sales.count(sale)).isEqualTo(new SaleCount(0, 100, 0, 0));
        assertThat(one.sales.verify().clean()).isTrue();
    }

    @Test
    void oneCustomerOnAllDevicesAtOnceHoldsOneClaim() throws Exception {
        UUID sale = one.open(50);
        UUID greedy = UUID.randomUUID();
        List<Callable<ClaimOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Stage node = node(i);
            calls.add(() -> node.claim(sale, greedy));
        }
        List<ClaimOutcome> outcomes = Races.run(calls);
        assertThat(outcomes).filteredOn(Claimed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(AlreadyClaimed.class::isInstance).hasSize(59);
    }

    @Test
    void claimsPaymentsAndExpiriesThatRaceLeaveEveryUnitInOnePlace() throws Exception {
        Random random = new Random(Seeds.of(ClaimRacesTest.class));
        for (int round = 0; round < 5; round++) {
            UUID sale = one.open(20, 2);
            List<UUID> buyers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                buyers.add(UUID.randomUUID());
            }
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                Stage node = node(i);
                UUID buyer = buyers.get(random.nextInt(buyers.size()));
                int quantity = 1 + random.nextInt(2);
                switch (random.nextInt(8)) {
                    case 0 -> calls.add(() -> node.pay(sale, buyer, UUID.randomUUID()));
                    case 1 ->
                        calls.add(() -> {
                            node.holdsEndNow(sale);
                            node.sales.lookAgain();
                            return node.sales.expireDue();
                        });
                    case 2 -> calls.add(() -> node.sales.release(sale, buyer));
                    default -> calls.add(() -> node.sales.claim(sale, buyer, quantity));
                }
            }
            Races.run(calls);
            assertThat(one.sales.verify().differences()).isEmpty();
            SaleCount count = one.sales.count(sale);
            assertThat(count.available() + count.held() + count.sold()).isEqualTo(20);
            assertThat(one.figures(sale)).isEqualTo(one.countedFigures(sale));
        }
    }

    @Test
    void aClaimThatWaitedForAPauseIsNotGranted() throws Exception {
        UUID sale = one.open(5);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ClaimOutcome>> claim = new ArrayList<>();
            postgres.database().run(() -> {
                one.sales.pause(sale);
                claim.add(threads.submit(() -> two.claim(sale, UUID.randomUUID())));
                await().until(() -> waitsForALock());
            });
            assertThat(claim.getFirst().get())
                    .isInstanceOfSatisfying(
                            NotOpen.class, no -> assertThat(no.state()).isEqualTo(SaleState.PAUSED));
        }
    }

    private boolean waitsForALock() {
        return watcher.sql()
                .sql("select exists (select from pg_stat_activity where datname = current_database() "
                        + "and wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    @Test
    void whoGotAClaimHasOneAndNobodyElseHas() throws Exception {
        UUID sale = one.open(40);
        List<UUID> buyers = new ArrayList<>();
        List<Callable<ClaimOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Stage node = node(i);
            UUID buyer = UUID.randomUUID();
            buyers.add(buyer);
            calls.add(() -> node.claim(sale, buyer));
        }
        List<ClaimOutcome> outcomes = Races.run(calls);
        Map<UUID, Boolean> answered = new HashMap<>();
        for (int i = 0; i < buyers.size(); i++) {
            answered.put(buyers.get(i), outcomes.get(i) instanceof Claimed);
        }
        Map<UUID, Boolean> asked = new HashMap<>();
        buyers.forEach(buyer -> asked.put(buyer, two.claim(sale, buyer) instanceof AlreadyClaimed));
        assertThat(asked).isEqualTo(answered);
    }
}

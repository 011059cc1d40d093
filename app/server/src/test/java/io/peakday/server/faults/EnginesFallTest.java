package io.peakday.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.engines.Engines;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.Caller.Answer;
import io.peakday.server.whole.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL and Kafka stop and start again while people buy. */
class EnginesFallTest {

    private static TestStore store;
    private static Engines engines;
    private static Invariants invariants;
    private static UUID variant;

    @BeforeAll
    static void start() {
        store = TestStore.start("falls");
        engines = store.node().store().engines();
        invariants = new Invariants(store.node().store());
        variant = store.goods().product(10_000).variants().getFirst().id();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void whileKafkaIsAwayPeopleBuyAndAfterwardsEveryOrderIsConfirmedOnce() {
        List<Buyer> buyers = buyers("kafka", 12);
        buyers.subList(0, 4)
                .forEach(buyer -> assertThat(buyer.orders().status()).isEqualTo(201));
        await("the first index").until(() -> ready() == 200);
        engines.kafka().stop();
        buyers.subList(4, 8)
                .forEach(buyer -> assertThat(buyer.orders().status()).isEqualTo(201));
        assertThat(ready()).as("ready without Kafka").isEqualTo(200);
        engines.kafka().start();
        buyers.subList(8, 12)
                .forEach(buyer -> assertThat(buyer.orders().status()).isEqualTo(201));

        everybodyHasOneOrderAndOneMail(buyers);
    }

    @Test
    void whoIsCutOffByPostgresGetsAClearAnswerAndAfterwardsTheOrder() throws Exception {
        List<Buyer> buyers = buyers("postgres", 16);
        List<String> tokens =
                buyers.stream().map(buyer -> buyer.token(Buyer.GOOD_CARD)).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> buying = new ArrayList<>();
            for (int i = 0; i < buyers.size(); i++) {
                Buyer buyer = buyers.get(i);
                String token = tokens.get(i);
                buying.add(threads.submit(() -> buysInTheEnd(buyer, token)));
            }
            await().until(() -> invariants.orders(buyers) > 0);
            engines.postgres().stop();
            assertThat(ready()).as("ready without PostgreSQL").isEqualTo(503);
            assertThat(new Caller(store.url()).post("/api/v1/carts", "").status())
                    .isEqualTo(503);
            engines.postgres().start();
            for (Future<Integer> one : buying) {
                assertThat(one.get()).isIn(200, 201);
            }
        }
        await().until(() -> ready() == 200);
        everybodyHasOneOrderAndOneMail(buyers);
    }

    @Test
    void aCartIsWhatItWasBeforeBothEnginesFell() {
        List<Buyer> buyers = buyers("cart", 3);
        engines.kafka().stop();
        engines.postgres().stop();
        engines.postgres().start();
        engines.kafka().start();
        for (Buyer buyer : buyers) {
            await().until(() -> buyer.get("/api/v1/carts/" + buyer.cart()).status() == 200);
            var lines = buyer.get("/api/v1/carts/" + buyer.cart()).ok().get("lines");
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0).get("quantity").asInt()).isEqualTo(2);
            assertThat(buyer.orders().status()).isEqualTo(201);
        }
        everybodyHasOneOrderAndOneMail(buyers);
    }

    /** Asks again, as a program that was asked to retry would, until there is an answer that is not about the fault. */
    private static int buysInTheEnd(Buyer buyer, String token) {
        List<Integer> answers = new ArrayList<>();
        await().until(() -> {
            Answer answer = buyer.orders(token);
            answers.add(answer.status());
            return answer.status() != 503 && answer.status() != 202;
        });
        return answers.getLast();
    }

    private static void everybodyHasOneOrderAndOneMail(List<Buyer> buyers) {
        await().until(() -> invariants.outbox() == 0);
        await().until(() -> buyers.stream().allMatch(buyer -> invariants.mails(buyer.email()) > 0));
        for (Buyer buyer : buyers) {
            assertThat(invariants.orders(buyer.cart())).as(buyer.email()).isEqualTo(1);
            assertThat(invariants.mails(buyer.email())).as(buyer.email()).isEqualTo(1);
        }
        invariants.fitTogether();
    }

    private static int ready() {
        return new Caller(store.url()).get("/health/ready").status();
    }

    private static List<Buyer> buyers(String about, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Buyer(store.url(), about + i + "@example.com").puts(variant, 2))
                .toList();
    }
}

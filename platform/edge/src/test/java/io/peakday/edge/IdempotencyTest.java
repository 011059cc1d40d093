package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.edge.ProbeRoutes.Gate;
import io.peakday.idempotency.IdempotencyFilter;
import io.peakday.idempotency.IdempotencyModule;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes on one database. */
class IdempotencyTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdempotencyModule.SCHEMA);

    private static final String BASKET = """
            {"title": "t", "lines": [], "at": "2026-01-01T00:00:00Z", "amount": 1,
             "id": "0198a7a0-0000-7000-8000-000000000000", "gift": false}""";

    private final DatabaseClock time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
    private final String key = UUID.randomUUID().toString();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private WebNode one;
    private WebNode two;

    @BeforeEach
    void start() {
        one = WebNode.start(
                postgres.anotherNode(),
                InstantSource.system(),
                ProbeRoutes.class,
                "peakday.web.idempotency.patience=2s");
        two = WebNode.start(
                postgres.anotherNode(),
                InstantSource.system(),
                ProbeRoutes.class,
                "peakday.web.idempotency.patience=2s");
    }

    @AfterEach
    void stop() {
        gate(one).open.countDown();
        gate(two).open.countDown();
        threads.close();
        one.close();
        two.close();
    }

    @Test
    void aRepeatedRequestGetsTheFirstReplyOnEveryNode() throws Exception {
        var first = one.post("/api/v1/baskets", key, BASKET);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        for (WebNode node : List.of(one, two)) {
            var again = node.post("/api/v1/baskets", key, BASKET);
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Content-Type"))
                    .isEqualTo(first.headers().firstValue("Content-Type"));
            assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        }
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void ofManyAtOnceOnTwoNodesOneIsExecuted() throws Exception {
        List<Callable<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            WebNode node = i % 2 == 0 ? one : two;
            all.add(() -> node.post("/api/v1/baskets", key, BASKET));
        }
        for (Future<HttpResponse<String>> reply : threads.invokeAll(all)) {
            assertThat(reply.get().statusCode()).isEqualTo(201);
            assertThat(reply.get().body()).contains("\"run\":1");
        }
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void whatIsNotKeptIsNotKeptHoweverItsPathIsSpelled() throws Exception {
        for (String path : List.of("/api/v1/secrets", "/api/v1/%73ecrets", "/%61pi/v1/secrets")) {
            int before = runs();
            for (int i = 1; i <= 2; i++) {
                var reply = one.post(path, key, "{}");
                assertThat(reply.body()).as(path).isEqualTo("{\"run\":" + (before + i) + "}");
                assertThat(reply.headers().firstValue("Idempotency-Replayed")).isEmpty();
            }
        }
        assertThat(one.post("/api/v1/secrets/50%25", key, "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void aPostNeedsAKeyOfSomeLength() throws Exception {
        assertThat(one.post("/api/v1/baskets", null, BASKET).body()).contains("idempotency.key-required");
        assertThat(one.post("/api/v1/baskets", "short", BASKET).body()).contains("idempotency.bad-key");
        assertThat(runs()).isZero();
    }

    @Test
    void theSameKeyForAnotherRequestIsRefused() throws Exception {
        one.post("/api/v1/baskets", key, BASKET);
        var other = two.post("/api/v1/baskets", key, BASKET.replace("\"t\"", "\"u\""));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("idempotency.key-reused");
        assertThat(two.post("/api/v1/baskets?x=1", key, BASKET).body()).contains("idempotency.key-reused");
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void aFailureOfOursAndAMistakeGiveTheKeyBack() throws Exception {
        assertThat(one.post("/api/v1/broken", key, "{}").statusCode()).isEqualTo(500);
        assertThat(one.post("/api/v1/broken", key, "{}").body()).contains("\"run\":2");
        String another = UUID.randomUUID().toString();
        assertThat(one.post("/api/v1/baskets", another, "{").statusCode()).isEqualTo(400);
        assertThat(one.post("/api/v1/baskets", another, BASKET).statusCode()).isEqualTo(201);
    }

    @Test
    void whoAsksWhileTheFirstIsAtWorkWaitsForItsReply() throws Exception {
        Future<HttpResponse<String>> first = threads.submit(() -> one.post("/api/v1/slow", key, "{}"));
        assertThat(gate(one).arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        Future<HttpResponse<String>> sameNode = threads.submit(() -> one.post("/api/v1/slow", key, "{}"));
        Future<HttpResponse<String>> otherNode = threads.submit(() -> two.post("/api/v1/slow", key, "{}"));
        gate(one).open.countDown();
        assertThat(first.get().body()).isEqualTo("{\"run\":1}");
        assertThat(sameNode.get().body()).isEqualTo("{\"run\":1}");
        assertThat(otherNode.get().body()).isEqualTo("{\"run\":1}");
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void whoHasWaitedLongEnoughIsAnsweredSo() throws Exception {
        Future<HttpResponse<String>> first = threads.submit(() -> one.post("/api/v1/slow", key, "{}"));
        assertThat(gate(one).arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        for (WebNode node : List.of(one, two)) {
            var second = node.post("/api/v1/slow", key, "{}");
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(second.body()).contains("idempotency.in-progress");
        }
        gate(one).open.countDown();
        assertThat(first.get().statusCode()).isEqualTo(200);
    }

    @Test
    void theKeyOfANodeThatDiedCanBeTakenOverAfterItsLease() throws Exception {
        Future<HttpResponse<String>> dead = threads.submit(() -> one.post("/api/v1/slow", key, "{}"));
        assertThat(gate(one).arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(two.post("/api/v1/slow", key, "{}").body()).contains("idempotency.in-progress");
        time.advance(Duration.ofSeconds(61));
        gate(two).open.countDown();
        var taken = two.post("/api/v1/slow", key, "{}");
        assertThat(taken.statusCode()).isEqualTo(200);
        // The first one was only slow: its late reply does not replace the one that was given out.
        gate(one).open.countDown();
        get(dead);
        var again = one.post("/api/v1/slow", key, "{}");
        assertThat(again.body()).isEqualTo(taken.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void unsafeMethodsOtherThanPostMayHaveAKey() throws Exception {
        String path = "/api/v1/things/0198a7a0-0000-7000-8000-000000000000";
        var body = java.net.http.HttpRequest.BodyPublishers.ofString("x");
        String first = one.send(one.to(path)
                        .header("If-Match", "\"v1\"")
                        .header("Idempotency-Key", key)
                        .PUT(body))
                .body();
        String again = two.send(two.to(path)
                        .header("If-Match", "\"v1\"")
                        .header("Idempotency-Key", key)
                        .PUT(body))
                .body();
        assertThat(first).isEqualTo(again).isEqualTo("run 1 version 1");
        assertThat(one.send(one.to(path).header("If-Match", "\"v1\"").PUT(body)).body())
                .isEqualTo("run 2 version 1");
    }

    @Test
    void neitherKeyNorReplyCanBeReadFromTheTable() throws Exception {
        one.post("/api/v1/anything", key, "{\"secret\":\"pk_0123456789\"}");
        String row = postgres.database()
                .sql()
                .sql(
                        "select encode(id, 'escape') || encode(reply, 'escape') from web.idempotency_key where reply is not null")
                .query(String.class)
                .list()
                .toString();
        assertThat(row).isNotEmpty().doesNotContain("pk_").doesNotContain(key);
    }

    @Test
    void oldKeysAreForgotten() throws Exception {
        one.post("/api/v1/baskets", key, BASKET);
        one.bean(IdempotencyFilter.class).prune();
        assertThat(two.post("/api/v1/baskets", key, BASKET).headers().firstValue("Idempotency-Replayed"))
                .isPresent();
        time.advance(Duration.ofHours(25));
        one.bean(IdempotencyFilter.class).prune();
        assertThat(two.post("/api/v1/baskets", key, BASKET).headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
    }

    private int runs() {
        return gate(one).entered.get() + gate(two).entered.get();
    }

    private static Gate gate(WebNode node) {
        return node.bean(Gate.class);
    }

    private static void get(Future<HttpResponse<String>> reply) throws InterruptedException, ExecutionException {
        assertThat(reply.get().statusCode()).isEqualTo(200);
    }
}

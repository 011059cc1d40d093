package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.peakday.cache.Prebuilt;
import io.peakday.idempotency.IdempotencyModule;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import io.peakday.web.Hot;
import io.peakday.web.Repeated;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Twins of each method, one of them hot: nobody who asks can distinguish them. */
class HotRoutesTest {
    record Line(
            String sku,
            @Nullable Integer quantity,
            @Nullable Money price) {
        Line {
            new Checks().text("sku", sku, 1, 20).orThrow("probe.bad-line", "Bad.");
        }
    }

    record Taken(
            UUID basket,
            UUID line,
            String sku,
            int quantity,
            @Nullable String note,
            Money price) {}

    @Configuration(proxyBeanMethods = false)
    static class Twins {
        @Bean
        Controller controller() {
            return new Controller();
        }
    }

    /** Counts how often it is written. */
    static final class Counted {
        private int written;

        @JsonValue
        synchronized int written() {
            return ++written;
        }
    }

    record Word(Counted count, boolean repeated) implements Repeated {}

    @RestController
    static class Controller {
        private static final Word KNOWN = new Word(new Counted(), true);
        private static final Word EACH_TIME = new Word(new Counted(), false);

        @Hot
        @GetMapping("/api/v1/hot/words/{word}")
        Word word(@PathVariable UUID word) {
            return word.getLeastSignificantBits() == 0 ? KNOWN : EACH_TIME;
        }

        @Hot(cacheControl = "private, no-cache")
        @GetMapping("/api/v1/hot/pages/{name}")
        Prebuilt page(@PathVariable String name) {
            if (name.equals("none")) {
                throw Failure.notFound("probe.no-page", "There is no such page.");
            }
            return Prebuilt.html(name);
        }

        @Hot
        @PutMapping("/api/v1/hot/{basket}/lines/{line}")
        ResponseEntity<Taken> hot(
                @PathVariable UUID basket,
                @PathVariable UUID line,
                @RequestHeader(value = "Note", required = false) @Nullable String note,
                @RequestBody Line body) {
            return take(basket, line, note, body);
        }

        @PutMapping("/api/v1/ordinary/{basket}/lines/{line}")
        ResponseEntity<Taken> ordinary(
                @PathVariable UUID basket,
                @PathVariable UUID line,
                @RequestHeader(value = "Note", required = false) @Nullable String note,
                @RequestBody Line body) {
            return take(basket, line, note, body);
        }

        @Hot
        @DeleteMapping("/api/v1/hot/{basket}")
        @ResponseStatus(HttpStatus.ACCEPTED)
        Money hotEnd(@PathVariable UUID basket) {
            return Money.of(120, "EUR");
        }

        @DeleteMapping("/api/v1/ordinary/{basket}")
        @ResponseStatus(HttpStatus.ACCEPTED)
        Money ordinaryEnd(@PathVariable UUID basket) {
            return Money.of(120, "EUR");
        }

        @Hot
        @GetMapping("/api/v1/hot/{basket}")
        ResponseEntity<Money> hotRead(
                @PathVariable UUID basket, @RequestHeader(value = "Note", required = false) @Nullable String note) {
            return read(note);
        }

        @GetMapping("/api/v1/ordinary/{basket}")
        ResponseEntity<Money> ordinaryRead(
                @PathVariable UUID basket, @RequestHeader(value = "Note", required = false) @Nullable String note) {
            return read(note);
        }

        private static ResponseEntity<Money> read(@Nullable String note) {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .header("X-Note", String.valueOf(note))
                    .body(Money.of(120, "EUR"));
        }

        private static ResponseEntity<Taken> take(UUID basket, UUID line, @Nullable String note, Line body) {
            Integer quantity = body.quantity();
            if (quantity == null) {
                throw Failure.invalid("probe.bad-quantity", "quantity is required.");
            }
            if (quantity == 12) {
                throw Failure.conflict("probe.taken", "Taken.");
            }
            if (quantity == 13) {
                throw new IllegalStateException("planted");
            }
            return ResponseEntity.created(URI.create("/api/v1/lines/" + line))
                    .header("X-Note", String.valueOf(note))
                    .body(new Taken(basket, line, body.sku(), quantity, note, Money.of(120, "EUR")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Unfit {
        @RestController
        static class Reader {
            @Hot
            @GetMapping({"/api/v1/unfit/{id}", "/api/v1/unfit/{id}/too"})
            String read(@PathVariable UUID id) {
                return "";
            }
        }
    }

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdempotencyModule.SCHEMA);

    private static final String IDS = "0198a7a0-0000-7000-8000-000000000001/lines/0198a7a0-0000-7000-8000-000000000002";
    private static final String GOOD = "{\"sku\":\"A-1\",\"quantity\":2}";

    private static WebNode node;

    @BeforeAll
    static void start() {
        node = WebNode.start(postgres.database(), new SteppedClock(), Twins.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void anAnswerThatIsAlwaysTheSameIsWrittenOnceAndEveryOtherEachTime() throws Exception {
        String known = "/api/v1/hot/words/" + new UUID(0, 0);
        String other = "/api/v1/hot/words/" + new UUID(0, 1);
        for (int time = 1; time <= 3; time++) {
            assertThat(node.get(known).body()).isEqualTo("{\"count\":1,\"repeated\":true}");
            assertThat(node.get(other).body()).isEqualTo("{\"count\":" + time + ",\"repeated\":false}");
        }
    }

    @Test
    void anOrdinaryRequestIsAnsweredAlike() throws Exception {
        assertAlike(201, IDS, GOOD, "Content-Type", "application/json");
        assertAlike(201, IDS, GOOD, "Content-Type", "application/json;charset=UTF-8", "Note", "x");
        assertAlike(201, IDS, GOOD, "Content-Type", "application/json", "Note", "x", "Note", "y");
        assertAlike(201, IDS, GOOD, "Content-Type", "application/json", "Accept", "application/json");
        assertAlike(201, IDS, GOOD, "Content-Type", "application/json", "Accept", "text/html, */*;q=0.1");
    }

    @Test
    void everyMistakeIsReportedAlike() throws Exception {
        for (String body : List.of(
                "",
                "null",
                "{",
                "[]",
                "7",
                "{}",
                "{\"sku\":7,\"quantity\":\"x\"}",
                "{\"sku\":\"A\",\"quantity\":99999999999999}",
                "{\"sku\":\"A\\u0000\",\"quantity\":1}",
                "{\"sku\":\"A\",\"quantity\":1} trailing",
                "{\"sku\":\"A\",\"unknown\":1,\"quantity\":2.5}",
                "{\"sku\":\"A\"}",
                "[".repeat(5_000))) {
            assertAlike(0, IDS, body, "Content-Type", "application/json");
        }
        assertAlike(500, IDS, "{\"sku\":\"A\",\"quantity\":13}", "Content-Type", "application/json");
        assertAlike(415, IDS, GOOD, "Content-Type", "text/plain");
        assertAlike(406, IDS, GOOD, "Content-Type", "application/json", "Accept", "image/png");
        assertAlike(400, "1/lines/2", GOOD, "Content-Type", "application/json");
        assertAlike(404, IDS + "/more", GOOD, "Content-Type", "application/json");
        assertAlike(0, IDS.replace("lines", "line%73"), GOOD, "Content-Type", "application/json");
        assertAlike(0, IDS + "/", GOOD, "Content-Type", "application/json");
    }

    @Test
    void aKeyKeepsWhatWasAnsweredAlike() throws Exception {
        List<String> seen = new ArrayList<>();
        for (String way : List.of("hot", "ordinary")) {
            StringBuilder answers = new StringBuilder();
            for (int quantity : List.of(2, 12, 13)) {
                String key = UUID.randomUUID().toString();
                String body = "{\"sku\":\"A\",\"quantity\":" + quantity + "}";
                for (String sent : List.of(body, body, GOOD.replace("A-1", "other"))) {
                    HttpResponse<String> reply = node.send(node.to("/api/v1/" + way + "/" + IDS)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", key)
                            .PUT(BodyPublishers.ofString(sent)));
                    answers.append(reply.statusCode())
                            .append(reply.headers().firstValue("Content-Type"))
                            .append(reply.headers().firstValue("Idempotency-Replayed"))
                            .append(reply.body().replaceAll("[A-Z0-9]{4}-[A-Z0-9]{4}", "REFERENCE"))
                            .append('\n');
                }
            }
            seen.add(answers.toString());
        }
        assertThat(seen.get(0)).isEqualTo(seen.get(1));
        assertThat(seen.get(0).lines().filter(answer -> answer.contains("probe.taken")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("409")
                .contains("Optional[true]");
        assertThat(seen.get(0).lines().filter(answer -> answer.contains("idempotency.key-reused")))
                .hasSize(2);
    }

    @Test
    void aMethodWithoutABodyKeepsItsStatus() throws Exception {
        for (String way : List.of("hot", "ordinary")) {
            HttpResponse<String> reply = node.send(node.to("/api/v1/" + way + "/0198a7a0-0000-7000-8000-000000000001")
                    .DELETE());
            assertThat(reply.statusCode()).isEqualTo(202);
            assertThat(reply.body()).isEqualTo("{\"minor\":120,\"currency\":\"EUR\",\"amount\":\"1.20\"}");
        }
    }

    @Test
    void readingIsAnsweredAlikeAndSoIsItsHead() throws Exception {
        String id = "0198a7a0-0000-7000-8000-000000000001";
        for (String method : List.of("GET", "HEAD")) {
            for (String path : List.of(id, id + "?page=2", "1", id.toUpperCase(Locale.ROOT))) {
                for (String accept : List.of("application/json", "*/*", "image/png")) {
                    List<String> seen = new ArrayList<>();
                    for (String way : List.of("hot", "ordinary")) {
                        HttpResponse<String> reply = node.send(node.to("/api/v1/" + way + "/" + path)
                                .method(method, BodyPublishers.noBody())
                                .header("Accept", accept)
                                .header("Note", "x"));
                        seen.add(reply.statusCode() + " " + reply.headers().firstValue("Content-Type")
                                + reply.headers().firstValue("Cache-Control")
                                + reply.headers().firstValue("X-Note") + " "
                                + reply.body().replaceAll("[A-Z0-9]{4}-[A-Z0-9]{4}", "REFERENCE"));
                    }
                    assertThat(seen.get(0))
                            .as(method + " " + path + " " + accept)
                            .isEqualTo(seen.get(1));
                }
            }
        }
    }

    /** An escaped letter is one of the things that are left to the dispatcher. */
    @Test
    void readyBytesAreAnsweredAlikeByTheDispatcher() throws Exception {
        String etag =
                node.get("/api/v1/hot/pages/lamp").headers().firstValue("ETag").orElseThrow();
        for (String method : List.of("GET", "HEAD")) {
            for (String accept : List.of("text/html", "application/json", "image/png")) {
                for (String known : List.of("\"other\"", etag)) {
                    List<String> seen = new ArrayList<>();
                    for (String path : List.of("lamp", "l%61mp")) {
                        HttpResponse<String> reply = node.send(node.to("/api/v1/hot/pages/" + path)
                                .method(method, BodyPublishers.noBody())
                                .header("Accept", accept)
                                .header("If-None-Match", known));
                        seen.add(reply.statusCode() + " " + reply.headers().firstValue("Content-Type")
                                + reply.headers().firstValue("Cache-Control")
                                + reply.headers().firstValue("ETag") + " " + reply.body());
                    }
                    assertThat(seen.get(0))
                            .startsWith(known.equals(etag) ? "304 " : "200 ")
                            .contains("private, no-cache", etag)
                            .isEqualTo(seen.get(1));
                }
            }
        }
        assertThat(node.get("/api/v1/hot/pages/lamp").body()).isEqualTo("lamp");
        assertThat(node.get("/api/v1/hot/pages/none").statusCode()).isEqualTo(404);
        assertThat(node.get("/api/v1/hot/pages/n%6Fne").statusCode()).isEqualTo(404);
    }

    @Test
    void aMethodThatCannotBeCalledDirectlyStopsTheStart() {
        assertThatThrownBy(() -> WebNode.start(postgres.database(), new SteppedClock(), Unfit.class)
                        .close())
                .hasMessageContaining("is marked @Hot, but it must have one pattern");
    }

    private static void assertAlike(int status, String path, String body, String... headers) throws Exception {
        List<String> seen = new ArrayList<>();
        for (String way : List.of("hot", "ordinary")) {
            HttpResponse<String> reply = node.send(
                    HttpRequest.newBuilder(URI.create("http://" + node.host() + "/api/v1/" + way + "/" + path))
                            .headers(headers)
                            .PUT(BodyPublishers.ofString(body)));
            if (status != 0) {
                assertThat(reply.statusCode()).as(way + " " + body).isEqualTo(status);
            }
            seen.add(reply.statusCode() + " " + reply.headers().firstValue("Content-Type")
                    + reply.headers().firstValue("Location") + reply.headers().firstValue("X-Note") + " "
                    + reply.body().replaceAll("[A-Z0-9]{4}-[A-Z0-9]{4}", "REFERENCE"));
        }
        assertThat(seen.get(0)).as(body).isEqualTo(seen.get(1));
    }
}

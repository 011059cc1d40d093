package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.idempotency.IdempotencyModule;
import io.peakday.testkit.Seeds;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdempotencyModule.SCHEMA);

    private static final JsonMapper JSON = new JsonMapper();
    private static WebNode node;
    private static int keys;

    @BeforeAll
    static void start() {
        node = WebNode.start(postgres.database(), new SteppedClock(), ProbeRoutes.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void everyWrongFieldIsReportedAtOnce() throws Exception {
        var reply = post("/api/v1/baskets", """
                {"title": 7, "lines": [{"sku": "a", "quantity": "many"}, {"sku": {"x": [1]}, "quantity": 2}],
                 "at": "yesterday", "amount": "much", "id": "not-a-uuid", "gift": "perhaps"}""");
        assertThat(reply.statusCode()).isEqualTo(400);
        JsonNode problem = problem(reply, "probe.bad-line", "web.invalid");
        assertThat(fields(problem)).contains("lines[0].quantity");
        // The first line cannot be made at all, so reading ends there; without it everything is reported.
        reply = post("/api/v1/baskets", """
                {"title": ["x"], "lines": [], "at": "yesterday", "amount": "much", "id": "not-a-uuid", "gift": "perhaps"}""");
        problem = problem(reply, "web.invalid");
        assertThat(fields(problem)).containsExactlyInAnyOrder("title", "at", "amount", "id", "gift");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59Z", "-0001-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void aTimeBeyondTheCalendarIsNoTime(String time) throws Exception {
        JsonNode problem = problem(
                post("/api/v1/baskets", "{\"amount\": 1, \"gift\": false, \"at\": \"" + time + "\"}"), "web.invalid");
        assertThat(fields(problem)).containsExactly("at");
    }

    @Test
    void aRouteThatFailsInTheMiddleOfWritingIsReportedAsAProblemAllTheSame() throws Exception {
        var reply = node.get("/api/v1/half");
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body()).doesNotContain("the first line").contains("\"web.internal\"");
    }

    @Test
    void aRecordsOwnChecksAreReportedWithTheirPath() throws Exception {
        var reply = post("/api/v1/baskets", """
                {"title": "t", "lines": [{"sku": "ok", "quantity": 1}, {"sku": "", "quantity": 100}]}""");
        JsonNode problem = problem(reply, "probe.bad-line");
        assertThat(fields(problem)).containsExactly("lines[1].sku", "lines[1].quantity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nul",
                "[]",
                "7",
                "\"x\"",
                "{\"title\": \"\\u0000\"}",
                "{\"title\": \"\\ud800\"}",
                "{\"amount\": 99999999999999999999999999}",
                "{\"amount\": 1e999999999}",
                "{\"amount\": 1.5}",
                "{\"title\": \"a\", \"title\": }",
                "{\"lines\": {}}",
                "{\"lines\": [null, 3]}",
                "{\"id\": 3}"
            })
    void noJsonIsOurFault(String body) throws Exception {
        var reply = post("/api/v1/baskets", body);
        assertThat(reply.statusCode()).isEqualTo(400);
        problem(reply);
    }

    @Test
    void deepLongAndManyFoldJsonIsRefused() throws Exception {
        problem(post("/api/v1/anything", "{\"a\":".repeat(40) + "1" + "}".repeat(40)), "web.json-limits");
        problem(post("/api/v1/anything", "{\"a\":" + "9".repeat(70) + "}"), "web.json-limits");
        problem(post("/api/v1/anything", "{\"a\":\"" + "x".repeat(200_001) + "\"}"), "web.json-limits");
        problem(post("/api/v1/anything", "{\"" + "x".repeat(300) + "\":1}"), "web.json-limits");
        problem(post("/api/v1/anything", "{\"a\":[" + "1,".repeat(210_000) + "1]}"), "web.json-limits");
        assertThat(post("/api/v1/anything", "{\"\\u0000\":1}").statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/anything", "{\"a\":{\"b\":[\"\\u0000\"]}}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void malformedUtf8IsRefused() throws Exception {
        byte[] body = "{\"title\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
        var reply = node.send(node.to("/api/v1/anything")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "malformed-utf8")
                .POST(BodyPublishers.ofByteArray(body)));
        assertThat(reply.statusCode()).isEqualTo(400);
    }

    @Test
    void randomBytesNeverMakeAServerError() throws Exception {
        long seed = Seeds.of(ProblemsTest.class);
        Random random = new Random(seed);
        String alphabet = "{}[]\":,0123456789eE.-+truefalsn\\u00d8 \u00e4\ud83d\ude00abc";
        for (int i = 0; i < 150; i++) {
            StringBuilder body = new StringBuilder("{\"title\":");
            for (int n = random.nextInt(60); n > 0; n--) {
                body.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var reply = post("/api/v1/baskets", body.toString());
            assertThat(reply.statusCode()).as("seed %d: %s", seed, body).isLessThan(500);
        }
    }

    @Test
    void springsOwnExceptionsHaveTheSameShape() throws Exception {
        problem(node.get("/api/v1/number?value=x"), "web.invalid");
        problem(node.get("/api/v1/number?value=99999999999"), "web.invalid");
        problem(node.get("/api/v1/number"), "web.invalid");
        problem(node.get("/api/v1/nothing"), "web.not-found");
        problem(node.get("/nothing"), "web.not-found");
        assertThat(node.get("/error").statusCode()).isEqualTo(404);
        var method = node.get("/api/v1/baskets");
        problem(method, "web.method-not-allowed");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).hasValue("POST");
        var type = node.send(node.to("/api/v1/baskets")
                .header("Content-Type", "text/plain")
                .header("Idempotency-Key", "media-type-1")
                .POST(BodyPublishers.ofString("x")));
        assertThat(type.statusCode()).isEqualTo(415);
        problem(type, "web.unsupported-media-type");
        var accept = node.get("/api/v1/number?value=1", "Accept", "image/png");
        assertThat(accept.statusCode()).isEqualTo(406);
        problem(accept, "web.not-acceptable");
        problem(put("/api/v1/things/xyz"), "web.invalid");
        assertThat(put("/api/v1/things/0198a7a0-0000-7000-8000-000000000000").statusCode())
                .isEqualTo(428);
    }

    @Test
    void anUnexpectedErrorShowsNothingButItsReference() throws Exception {
        var reply = post("/api/v1/broken", "{}");
        JsonNode problem = problem(reply, "web.internal");
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body()).doesNotContain("4711");
        assertThat(problem.get("reference").asString()).matches("[A-Z0-9]{4}-[A-Z0-9]{4}");
    }

    @Test
    void whatTheDatabaseCannotStoreIsTheCallersMistake() throws Exception {
        problem(node.get("/api/v1/store?value=a%00b"), "web.bad-encoding");
        problem(node.get("/api/v1/too-long"), "web.unstorable-value");
    }

    @Test
    void addressesAreCheckedBeforeAnybodyReadsThem() throws Exception {
        problem(node.get("/api/v1/store?value=%ff"), "web.bad-encoding");
        problem(node.get("/api/v1/store?value=%ed%a0%80"), "web.bad-encoding");
        assertThat(node.get("/api/v1/store?value=%e4%bd%a0").body()).isEqualTo("\u4f60");
        var tooLong = node.get("/api/v1/number?value=1&x=" + "y".repeat(5000));
        assertThat(tooLong.statusCode()).isEqualTo(414);
        for (String raw :
                List.of("/a%00b", "/a%zz", "/a%", "/%ff", "/api/v1/store?value=%", "/a\\b", "/..%2f..", "/a?%f")) {
            String status = raw("GET " + raw + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(status).as(raw).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void hugeHeadersAndIllFormedRequestsAreRefused() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n")).startsWith("HTTP/1.1 4");
        assertThat(raw("GARBAGE\r\n\r\n")).startsWith("HTTP/1.1 4");
    }

    @Test
    void formsWithWhatIsNoTextAreRefused() throws Exception {
        assertThat(form("name=%C3%A4").body()).isEqualTo("\u00e4");
        for (String bad : List.of("name=a%00b", "name=%ff", "name=%zz", "name=" + "x".repeat(1_100_000))) {
            assertThat(form(bad).statusCode()).as(bad.substring(0, 8)).isBetween(400, 413);
        }
        assertThat(form("a=1&".repeat(1100) + "name=x").statusCode()).isBetween(400, 413);
    }

    @Test
    void bodiesHaveALimitWhetherAnnouncedOrNot() throws Exception {
        byte[] large = new byte[1_100_000];
        var announced = node.send(node.to("/api/v1/anything")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "large-body-1")
                .POST(BodyPublishers.ofByteArray(large)));
        assertThat(announced.statusCode()).isEqualTo(413);
        var chunked = node.send(node.to("/api/v1/anything")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "large-body-2")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        var allowed = node.send(node.to("/upload/raw")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(large)));
        assertThat(allowed.body()).isEqualTo("1100000");
    }

    @Test
    void aBrowserIsShownAPageWhereTheApiGetsJson() throws Exception {
        var page = node.get("/gone", "Accept", "text/html,*/*");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("It is &lt;gone&gt;.");
        problem(node.get("/gone", "Accept", "application/json"), "probe.gone");
        problem(node.get("/api/v1/nothing", "Accept", "text/html"), "web.not-found");
    }

    private static HttpResponse<String> put(String path) throws IOException, InterruptedException {
        return node.send(node.to(path).PUT(BodyPublishers.noBody()));
    }

    private static HttpResponse<String> form(String body) throws IOException, InterruptedException {
        return node.send(node.to("/form")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return node.post(path, "problems-test-" + keys++, body);
    }

    private static List<String> fields(JsonNode problem) {
        return problem.get("fields")
                .valueStream()
                .map(field -> field.get("field").asString())
                .toList();
    }

    private static JsonNode problem(HttpResponse<String> reply, String... codes) {
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(reply.body());
        assertThat(problem.get("status").asInt()).isEqualTo(reply.statusCode());
        assertThat(problem.propertyNames())
                .contains("type", "title", "status", "detail", "code", "retry", "fields", "reference");
        if (codes.length > 0) {
            assertThat(problem.get("code").asString()).isIn((Object[]) codes);
        }
        return problem;
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(40), StandardCharsets.ISO_8859_1);
        }
    }
}

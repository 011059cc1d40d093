package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.idempotency.IdempotencyModule;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is not exactly what a route takes is refused, never cut to fit. */
class StrictInputTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount     | {'title':'t','amount':12.99,'gift':false}",
                "amount     | {'title':'t','amount':12.0,'gift':false}",
                "amount     | {'title':'t','amount':1e2,'gift':false}",
                "amount     | {'title':'t','amount':'12','gift':false}",
                "amount     | {'title':'t','amount':'','gift':false}",
                "amount     | {'title':'t','amount':true,'gift':false}",
                "amount     | {'title':'t','amount':9223372036854775808,'gift':false}",
                "gift       | {'title':'t','amount':1,'gift':1}",
                "gift       | {'title':'t','amount':1,'gift':'true'}",
                "title      | {'title':7,'amount':1,'gift':false}",
                "title      | {'title':7.5,'amount':1,'gift':false}",
                "title      | {'title':true,'amount':1,'gift':false}",
                "at         | {'title':'t','amount':1,'gift':false,'at':1764500000}",
                "at         | {'title':'t','amount':1,'gift':false,'at':1764500000.5}",
                "at         | {'title':'t','amount':1,'gift':false,'at':'1764500000'}",
                "id         | {'title':'t','amount':1,'gift':false,'id':''}",
                "lines[0].quantity | {'title':'t','amount':1,'gift':false,'lines':[{'sku':'a','quantity':2.9}]}",
            })
    void aValueOfAnotherTypeIsRefusedByName(String field, String body) throws Exception {
        var reply = post("/api/v1/baskets", body.replace('\'', '"'));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(fields(reply)).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount     | {'title':'t','amount':1,'amount':2,'gift':false}",
                "amount     | {'title':'t','amount':1,'gift':false,'amount':1}",
                "lines[1].sku | {'title':'t','amount':1,'gift':false,'lines':[{'sku':'a','quantity':2},{'sku':'a','sku':'b','quantity':2}]}",
                "extra.a    | {'title':'t','amount':1,'gift':false,'extra':{'a':1,'a':2}}",
            })
    void aFieldThatIsThereTwiceIsRefusedByName(String field, String body) throws Exception {
        var reply = post("/api/v1/baskets", body.replace('\'', '"'));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(fields(reply)).contains(field);
        reply = post("/api/v1/anything", body.replace('\'', '"'));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(fields(reply)).contains(field);
    }

    @Test
    void whatFollowsTheBodyIsRefused() throws Exception {
        assertThat(post("/api/v1/anything", "{} {}").statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/anything", "{}}").statusCode()).isEqualTo(400);
    }

    @Test
    void aNumberThatMayHaveAnyDigitsKeepsAllOfThem() throws Exception {
        String exact = "0.12345678901234567890123456789";
        assertThat(post("/api/v1/anything", "{\"a\":" + exact + "}").body()).isEqualTo("{\"a\":" + exact + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x10",
                "%2310",
                "1%202",
                "%EF%BC%91%EF%BC%92",
                "1.0",
                "1e2",
                "%2B1",
                "1_000",
                "1,2",
                "NaN",
                "0x",
                "--1",
                "9999999999",
                ""
            })
    void aParameterThatIsNoPlainWholeNumberIsRefused(String value) throws Exception {
        var reply = node.get("/api/v1/number?value=" + value);
        assertThat(reply.statusCode()).as(value).isEqualTo(400);
        assertThat(fields(reply)).containsExactly("value");
    }

    @Test
    void wholeNumbersAreReadAsTheyAreWritten() throws Exception {
        assertThat(node.get("/api/v1/number?value=-12").body()).isEqualTo("-12");
        assertThat(node.get("/api/v1/number?value=007").body()).isEqualTo("7");
        assertThat(node.get("/api/v1/number?value=%2012%20").body()).isEqualTo("12");
    }

    @Test
    void aParameterThatMayComeOnceIsRefusedWhenItComesTwice() throws Exception {
        var reply = node.get("/api/v1/number?value=1&value=2");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(fields(reply)).containsExactly("value");
        reply = node.send(node.to("/form?name=a")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=b")));
        assertThat(reply.statusCode()).as("in the address and in the form").isEqualTo(400);
        reply = node.send(node.to("/fields")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=1&b=2&a=3")));
        assertThat(reply.statusCode()).as("a form that is read as a whole").isEqualTo(400);
    }

    @Test
    void aParameterThatMayComeOftenMayAndOneThatNobodyReadsDoesNotMatter() throws Exception {
        assertThat(node.get("/api/v1/numbers?value=1&value=2").body()).isEqualTo("[1,2]");
        assertThat(node.get("/api/v1/number?value=1&utm=a&utm=b").body()).isEqualTo("1");
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return node.post(path, "strict-input-" + keys++, body);
    }

    private static List<String> fields(HttpResponse<String> reply) {
        JsonNode problem = JSON.readTree(reply.body());
        return problem.path("fields")
                .valueStream()
                .map(field -> field.get("field").asString())
                .toList();
    }
}

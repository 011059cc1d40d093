package io.peakday.eventsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.access.ApiKeys;
import io.peakday.customers.CustomersModule;
import io.peakday.edge.EdgeModule;
import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Permission;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs see of events and do about them, over HTTP, on real engines. */
class EventsApiTest {
    private static final String LETTERS = "/api/v1/admin/dead-letters";
    private static final String EVENTS = "/api/v1/admin/events";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();
    private static final NodeWiring WIRING = TestNode.with(
            EventsModule.class, EdgeModule.class, CustomersModule.class, EventsAdminModule.class, SampleParcels.class);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static TestNode node;
    private static String reader;
    private static String operator;

    @BeforeAll
    static void start() throws Exception {
        node = WIRING.open(postgres);
        reader = key("reader", EventsAdminPermissions.EVENTS_READ);
        operator = key("operator", EventsAdminPermissions.EVENTS_READ, EventsAdminPermissions.EVENTS_REPLAY);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void anEventThatCannotBeHandledWaitsAsADeadLetterHoldsNobodyBackAndIsReplayed() throws Exception {
        SampleParcels.refuse("a broken vase");
        SampleParcels.send(node, "vases", "a broken vase");
        SampleParcels.send(node, "hats", "a hat");
        await().atMost(SOON).until(() -> letters("vases").size() == 1 && SampleParcels.isHandled("a hat"));
        JsonNode letter = letters("vases").getFirst();
        assertThat(letter.at("/envelope/type").asString()).isEqualTo("parcel.sent");
        assertThat(letter.get("error").asString()).contains("I do not like a broken vase");
        assertThat(ok(get(LETTERS + "/counts", reader))
                        .get(SampleParcels.CONSUMER)
                        .asInt())
                .isEqualTo(1);
        String path = LETTERS + "/" + letter.get("id").asString();
        assertThat(ok(get(path, reader)).get("payload").asString()).contains("a broken vase");

        HttpResponse<String> early = post(path + "/replay", "{}", operator);
        assertThat(early.statusCode()).as("nothing has changed yet").isEqualTo(409);
        assertThat(JSON.readTree(early.body()).get("outcome").asString()).isEqualTo("still-failing");

        SampleParcels.accept("a broken vase");
        JsonNode replayed = ok(post(path + "/replay", "{}", operator));
        assertThat(replayed.get("outcome").asString()).isEqualTo("handled");
        assertThat(replayed.get("handled").asInt()).isEqualTo(1);
        assertThat(SampleParcels.isHandled("a broken vase")).isTrue();
        assertThat(letters("vases")).isEmpty();
        assertThat(post(path + "/replay", "{}", operator).statusCode())
                .as("only once")
                .isEqualTo(404);
    }

    @Test
    void anEventIsGivenUpWithAReasonAndThoseBehindItAreHandled() throws Exception {
        SampleParcels.refuse("a cracked cup");
        SampleParcels.send(node, "cups", "a cracked cup", "a blue cup", "a red cup");
        await().atMost(SOON).until(() -> letters("cups").size() == 3);
        String last = letters("cups").getFirst().get("id").asString();
        String first = letters("cups").getLast().get("id").asString();
        HttpResponse<String> behind = post(LETTERS + "/" + last + "/replay", "{}", operator);
        assertThat(behind.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(behind.body()).get("outcome").asString()).isEqualTo("waits-behind");
        assertThat(JSON.readTree(behind.body()).get("about").asString()).isEqualTo(first);

        HttpResponse<String> unsaid = post(LETTERS + "/" + first + "/discard", "{}", operator);
        assertThat(unsaid.statusCode()).isEqualTo(400);
        assertThat(unsaid.body()).contains("events.bad-reason");
        assertThat(letters("cups")).hasSize(3);

        JsonNode given =
                ok(post(LETTERS + "/" + first + "/discard", "{\"reason\":\"Nobody drinks from it\"}", operator));
        assertThat(given.get("handled").asInt()).isEqualTo(2);
        assertThat(letters("cups")).isEmpty();
        assertThat(SampleParcels.isHandled("a red cup")).isTrue();
        assertThat(SampleParcels.isHandled("a cracked cup")).isFalse();
    }

    @Test
    void anEventThatIsGivenUpTwiceIsGivenUpOnceAndAFailureBehindItIsNoRefusal() throws Exception {
        SampleParcels.refuse("a chipped plate");
        SampleParcels.refuse("a dented pan");
        SampleParcels.send(node, "plates", "a chipped plate", "a dented pan");
        await().atMost(SOON).until(() -> letters("plates").size() == 2);
        String path = LETTERS + "/" + letters("plates").getLast().get("id").asString() + "/discard";
        String behind = letters("plates").getFirst().get("id").asString();

        JsonNode given = ok(post(path, "{\"reason\":\"Nobody eats from it\"}", operator));
        assertThat(given.get("outcome").asString()).isEqualTo("still-failing");
        assertThat(given.get("about").asString()).isEqualTo(behind);
        JsonNode again = ok(post(path, "{\"reason\":\"Once more\"}", operator));
        assertThat(again.get("outcome").asString()).isEqualTo("handled");
        assertThat(again.get("handled").asInt()).isZero();
        assertThat(letters("plates")).hasSize(1);
        assertThat(post(LETTERS + "/" + UUID.randomUUID() + "/discard", "{\"reason\":\"Who?\"}", operator)
                        .statusCode())
                .isEqualTo(404);
        SampleParcels.accept("a dented pan");
        ok(post(LETTERS + "/" + behind + "/replay", "{}", operator));
        assertThat(post(LETTERS + "/" + behind + "/discard", "{\"reason\":\"Late\"}", operator)
                        .statusCode())
                .as("it was handled, and is not given up")
                .isEqualTo(404);
    }

    @Test
    void aPageGoesOnThoughTheLastEventOfTheOneBeforeIsGone() throws Exception {
        List<String> names = List.of("a thin book", "a thick book", "an old book");
        names.forEach(SampleParcels::refuse);
        SampleParcels.send(node, "books", names.toArray(String[]::new));
        await().atMost(SOON).until(() -> letters("books").size() == 3);
        String list = LETTERS + "?consumer=" + SampleParcels.CONSUMER + "&limit=1";
        JsonNode first = ok(get(list, reader));
        String last = first.get("items").get(0).get("id").asString();
        ok(post(LETTERS + "/" + last + "/discard", "{\"reason\":\"Read enough\"}", operator));
        JsonNode second = ok(get(list + "&cursor=" + first.get("next").asString(), reader));
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("items").get(0).at("/envelope/key").asString()).isEqualTo("books");
        HttpResponse<String> wrong = get(list + "&cursor=" + last, reader);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("web.bad-cursor");
        names.forEach(SampleParcels::accept);
        ok(post(LETTERS + "/replay?consumer=" + SampleParcels.CONSUMER, null, operator));
    }

    @Test
    void allDeadLettersOfASubscriptionAreReplayedAtOnce() throws Exception {
        SampleParcels.refuse("a wet coat");
        SampleParcels.refuse("a torn coat");
        SampleParcels.send(node, "wet coats", "a wet coat", "a dry coat");
        SampleParcels.send(node, "torn coats", "a torn coat");
        await().atMost(SOON)
                .until(() -> letters("wet coats").size() == 2
                        && letters("torn coats").size() == 1);
        SampleParcels.accept("a wet coat");
        JsonNode some = ok(post(LETTERS + "/replay?consumer=" + SampleParcels.CONSUMER, null, operator));
        assertThat(some.get("handled").asInt()).isEqualTo(2);
        assertThat(some.get("stillFailing").asInt()).isEqualTo(1);
        SampleParcels.accept("a torn coat");
        JsonNode rest = ok(post(LETTERS + "/replay?consumer=" + SampleParcels.CONSUMER, null, operator));
        assertThat(rest.get("handled").asInt()).isEqualTo(1);
        assertThat(rest.get("stillFailing").asInt()).isZero();
        HttpResponse<String> unknown = post(LETTERS + "/replay?consumer=test.nobody", null, operator);
        assertThat(unknown.statusCode()).isEqualTo(409);
        assertThat(unknown.body()).contains("events.unknown-consumer");
    }

    @Test
    void keptEventsAreSentAgainSinceATimeThatIsSaid() throws Exception {
        SampleParcels.send(node, "lamps", "a lamp");
        await().atMost(SOON).until(() -> SampleParcels.isHandled("a lamp"));
        await().atMost(SOON).until(() -> subscription().get("state").asString().equals("RUNNING"));

        HttpResponse<String> unsaid = post(EVENTS + "/replay", "{}", operator);
        assertThat(unsaid.statusCode()).isEqualTo(400);
        assertThat(unsaid.body()).contains("events.replay-since");

        String since = "{\"since\":\"" + Instant.now().minus(Duration.ofHours(1)) + "\"}";
        await().atMost(SOON).untilAsserted(() -> {
            HttpResponse<String> asked = post(EVENTS + "/replay", since, operator);
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
            assertThat(JSON.readTree(asked.body()).get("events").asLong()).isPositive();
        });
        await().atMost(SOON)
                .until(() -> ok(get(EVENTS, reader)).get("pendingReplays").asLong() == 0);
        assertThat(letters("lamps")).isEmpty();
    }

    @Test
    void whoMayLookMayNotReplayAndAGuestMayNeither() throws Exception {
        SampleParcels.refuse("a sour apple");
        SampleParcels.send(node, "apples", "a sour apple");
        await().atMost(SOON).until(() -> letters("apples").size() == 1);
        String path = LETTERS + "/" + letters("apples").getFirst().get("id").asString();
        SampleParcels.accept("a sour apple");
        String since = "{\"since\":\"" + Instant.now().minus(Duration.ofHours(1)) + "\"}";
        assertThat(get(EVENTS, reader).statusCode()).isEqualTo(200);
        for (String refused :
                List.of(path + "/replay", path + "/discard", LETTERS + "/replay?consumer=" + SampleParcels.CONSUMER)) {
            assertThat(post(refused, "{}", reader).statusCode()).as(refused).isEqualTo(403);
        }
        assertThat(post(EVENTS + "/replay", since, reader).statusCode()).isEqualTo(403);
        for (String read : List.of(EVENTS, LETTERS, LETTERS + "/counts", path)) {
            assertThat(node.send("GET", read, null).statusCode()).as(read).isEqualTo(401);
        }
        assertThat(letters("apples")).hasSize(1);
        ok(post(path + "/replay", "{}", operator));
    }

    private static String key(String name, Permission... permissions) throws Exception {
        ApiKeys keys = node.get(ApiKeys.class);
        return CurrentActor.callAs(
                new Actor.SystemActor("test"),
                () -> keys.create(name, Set.of(permissions), null).secret());
    }

    /** Of this key, newest first. */
    private static List<JsonNode> letters(String key) throws Exception {
        return ok(get(LETTERS + "?consumer=" + SampleParcels.CONSUMER, reader))
                .get("items")
                .valueStream()
                .filter(letter -> letter.at("/envelope/key").asString().equals(key))
                .toList();
    }

    private static JsonNode subscription() throws Exception {
        return ok(get(EVENTS, reader))
                .get("subscriptions")
                .valueStream()
                .filter(one -> one.get("name").asString().equals(SampleParcels.CONSUMER))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(String path, String key) throws Exception {
        return node.send("GET", path, null, "Authorization", "Bearer " + key);
    }

    private static HttpResponse<String> post(String path, @Nullable String json, String key) throws Exception {
        return node.send(
                "POST",
                path,
                json,
                "Authorization",
                "Bearer " + key,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }
}

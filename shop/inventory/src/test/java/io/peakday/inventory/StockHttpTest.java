package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.ApiKeys;
import io.peakday.customers.CustomersModule;
import io.peakday.edge.EdgeModule;
import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Permission;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StockHttpTest {
    private static final NodeWiring WIRING = TestNode.with(
                    EventsModule.class, EdgeModule.class, CustomersModule.class, InventoryModule.class)
            .withoutBackground();

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADMIN = "/api/v1/admin/stock";

    private static TestNode node;
    private static Inventory inventory;
    private static UUID place;
    private static String reader;
    private static String writer;

    @BeforeAll
    static void start() throws Exception {
        node = WIRING.open(postgres.database());
        inventory = node.get(Inventory.class);
        place = inventory.locations().primaryId();
        reader = key(InventoryPermissions.STOCK_READ);
        writer = key(InventoryPermissions.STOCK_READ, InventoryPermissions.STOCK_WRITE);
    }

    private static String key(Permission... permissions) throws Exception {
        ApiKeys keys = node.get(ApiKeys.class);
        return CurrentActor.callAs(
                new Actor.SystemActor("test"),
                () -> keys.create("test-" + Ids.next(), Set.of(permissions), null)
                        .secret());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static HttpResponse<String> send(String method, String path, String json, String key) throws Exception {
        List<String> headers = new ArrayList<>();
        if (method.equals("POST")) {
            headers.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
        }
        if (key != null) {
            headers.addAll(List.of("Authorization", "Bearer " + key));
        }
        return node.send(method, path, json, headers.toArray(String[]::new));
    }

    private static JsonNode json(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return JSON.readTree(reply.body());
    }

    private static void count(UUID variant, int onHand) throws Exception {
        json(send(
                "PUT",
                ADMIN + "/levels",
                "{\"reason\":\"count\",\"levels\":[{\"variantId\":\"%s\",\"locationId\":\"%s\",\"onHand\":%d}]}"
                        .formatted(variant, place, onHand),
                writer));
    }

    @Test
    void everybodySeesWhatIsAvailable() throws Exception {
        UUID variant = Ids.next();
        UUID unknown = Ids.next();
        count(variant, 12);

        JsonNode items = json(send("GET", "/api/v1/stock?variant=" + variant + "&variant=" + unknown, null, null))
                .get("items");

        assertThat(items).hasSize(2);
        items.forEach(item -> assertThat(item.get("available").asInt())
                .isEqualTo(item.get("variantId").asString().equals(variant.toString()) ? 12 : 0));
        assertThat(send("GET", "/api/v1/stock", null, null).statusCode()).isEqualTo(400);
        assertThat(send("GET", "/api/v1/stock?variant=x", null, null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void onlyThePermittedSeeAndChangeTheBooks() throws Exception {
        String adjustment = "{\"variantId\":\"%s\",\"locationId\":\"%s\",\"delta\":1,\"reason\":\"found\"}"
                .formatted(Ids.next(), place);

        assertThat(send("GET", ADMIN, null, null).statusCode()).isEqualTo(401);
        assertThat(send("GET", ADMIN, null, reader).statusCode()).isEqualTo(200);
        assertThat(send("POST", ADMIN + "/adjustments", adjustment, reader).statusCode())
                .isEqualTo(403);
        assertThat(send("POST", ADMIN + "/adjustments", adjustment, writer).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAdjustmentIsDoneOnceAndRefusedBelowWhatIsReserved() throws Exception {
        UUID variant = Ids.next();
        count(variant, 5);
        String body = "{\"id\":\"%s\",\"variantId\":\"%s\",\"locationId\":\"%s\",\"delta\":-2,\"reason\":\"broken\"}"
                .formatted(Ids.next(), variant, place);

        assertThat(json(send("POST", ADMIN + "/adjustments", body, writer))
                        .get("repeated")
                        .asBoolean())
                .isFalse();
        JsonNode again = json(send("POST", ADMIN + "/adjustments", body, writer));
        assertThat(again.get("repeated").asBoolean()).isTrue();
        assertThat(again.get("levels").get(0).get("onHand").asInt()).isEqualTo(3);

        var tooMuch =
                send("POST", ADMIN + "/adjustments", body.replace(":-2", ":-9").replace("{\"id", "{\"x"), writer);
        assertThat(tooMuch.statusCode()).isEqualTo(409);
        assertThat(tooMuch.body()).contains("inventory.below-reserved");
    }

    @Test
    void pagesOfLevelsAndLedgerGoOnWhereTheLastOneEnded() throws Exception {
        for (int i = 0; i < 5; i++) {
            count(Ids.next(), 3);
        }
        JsonNode first = json(send("GET", ADMIN + "?limit=2", null, reader));
        assertThat(first.get("items")).hasSize(2);
        JsonNode second =
                json(send("GET", ADMIN + "?limit=2&cursor=" + first.get("next").asString(), null, reader));
        assertThat(second.get("items").get(0).get("variantId").asString())
                .isGreaterThan(first.get("items").get(1).get("variantId").asString());

        JsonNode ledger = json(send("GET", ADMIN + "/ledger?limit=3", null, reader));
        JsonNode older = json(send(
                "GET", ADMIN + "/ledger?limit=3&cursor=" + ledger.get("next").asString(), null, reader));
        assertThat(older.get("items").get(0).get("sequence").asLong())
                .isLessThan(ledger.get("items").get(2).get("sequence").asLong());
        assertThat(send("GET", ADMIN + "?cursor=rubbish", null, reader).statusCode())
                .isEqualTo(400);
        assertThat(json(send("GET", ADMIN + "/low", null, reader)).get("items")).isNotEmpty();
        assertThat(json(send("GET", ADMIN + "/overview", null, reader))
                        .get("variants")
                        .asLong())
                .isGreaterThanOrEqualTo(5);
        assertThat(json(send("GET", ADMIN + "/verification", null, reader)).get("differences"))
                .isEmpty();
    }

    @Test
    void aLocationIsMadeAndAThresholdSet() throws Exception {
        String body = "{\"code\":\"store-1\",\"name\":\"Store 1\",\"kind\":\"STORE\",\"priority\":20,\"active\":true}";
        json(send("PUT", ADMIN + "/locations/" + Ids.next(), body, writer));
        assertThat(json(send("GET", ADMIN + "/locations", null, reader))
                        .get("items")
                        .toString())
                .contains("store-1");
        assertThat(send("PUT", ADMIN + "/locations/" + Ids.next(), body, writer).statusCode())
                .isEqualTo(409);
        assertThat(send("PUT", ADMIN + "/locations/" + Ids.next(), "{}", writer).statusCode())
                .isEqualTo(400);

        UUID variant = Ids.next();
        json(send("PUT", ADMIN + "/variants/" + variant + "/threshold", "{\"threshold\":7}", writer));
        assertThat(inventory.reports().threshold(variant)).contains(7);
        assertThat(send("PUT", ADMIN + "/levels", "{\"reason\":\"x\",\"levels\":[null]}", writer)
                        .statusCode())
                .isEqualTo(400);
    }
}

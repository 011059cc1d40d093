package io.peakday.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.Categories;
import io.peakday.catalog.OfferDraft;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductDraft;
import io.peakday.catalog.Sellers;
import io.peakday.catalog.VariantDraft;
import io.peakday.customers.CustomersModule;
import io.peakday.edge.EdgeModule;
import io.peakday.events.EventsModule;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.inventory.LevelSetting;
import io.peakday.inventory.StockLine;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.sale.SaleModule;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.waiting.WaitingModule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes with the real catalogue and inventory behind the carts. */
class CartHttpTest {
    /** A program that sells, in which nothing goes on by itself. */
    static final NodeWiring WIRING = TestNode.with(
                    EventsModule.class,
                    EdgeModule.class,
                    CustomersModule.class,
                    CatalogModule.class,
                    InventoryModule.class,
                    WaitingModule.class,
                    SaleModule.class,
                    CartModule.class)
            .withoutBackground();

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static TestNode node;
    private static TestNode other;
    private static UUID lamp;
    private String cart;

    @BeforeAll
    static void start() {
        node = WIRING.open(postgres.database());
        other = WIRING.open(postgres.anotherNode());
        UUID category = node.get(Categories.class)
                .ensure(List.of(List.of("Home", "Lamps")))
                .getFirst();
        UUID seller = node.get(Sellers.class).ensure("north", "North").id();
        Catalog catalog = node.get(Catalog.class);
        Product draft = catalog.create(new ProductDraft(
                null,
                null,
                "Desk lamp",
                "Lumen",
                category,
                "A lamp.",
                List.of(),
                List.of(VariantDraft.of("LAMP-1", OfferDraft.of(seller, Money.of(49_90, "EUR")))),
                List.of()));
        lamp = catalog.publish(draft.id(), draft.version())
                .variants()
                .getFirst()
                .id();
        Inventory inventory = node.get(Inventory.class);
        inventory.setLevels(List.of(new LevelSetting(lamp, inventory.locations().primaryId(), 20)), "test");
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @BeforeEach
    void create() throws Exception {
        var reply = node.send(
                "POST",
                "/api/v1/carts",
                null,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(reply.statusCode()).isEqualTo(201);
        cart = reply.headers().firstValue("Location").orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> reply) {
        return JSON.readTree(reply.body());
    }

    private String line() {
        return cart + "/lines/" + lamp;
    }

    @Test
    void aLineIsPutChangedSavedAndRemoved() throws Exception {
        var put = node.send("PUT", line(), "{\"quantity\":2}");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(json(put).get("quantity").asInt()).isEqualTo(2);

        JsonNode view = json(other.send("GET", cart, null));
        assertThat(view.get("itemCount").asInt()).isEqualTo(2);
        assertThat(view.get("subtotal").get("minor").asLong()).isEqualTo(99_80);
        assertThat(view.get("lines").get(0).get("title").asString()).isEqualTo("Desk lamp");
        assertThat(view.get("lines").get(0).get("available").asInt()).isPositive();

        assertThat(node.send("PUT", line() + "/save", "{\"saved\":true}").statusCode())
                .isEqualTo(200);
        assertThat(json(node.send("GET", cart, null)).get("saved")).hasSize(1);
        assertThat(json(node.send("DELETE", line(), null)).get("lines").asInt()).isZero();
    }

    @Test
    void anAdditionRepeatedWithItsKeyIsDoneOnceOnWhicheverNode() throws Exception {
        String body = "{\"variantId\":\"" + lamp + "\",\"quantity\":3}";
        String key = UUID.randomUUID().toString();

        var first = node.send("POST", cart + "/lines", body, "Idempotency-Key", key);
        var again = other.send("POST", cart + "/lines", body, "Idempotency-Key", key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(node.send("POST", cart + "/lines", body).statusCode()).isEqualTo(400);
        String more = "{\"variantId\":\"" + lamp + "\",\"quantity\":4}";
        var reused = node.send("POST", cart + "/lines", more, "Idempotency-Key", key);
        assertThat(json(reused).get("code").asString()).isEqualTo("idempotency.key-reused");
    }

    @Test
    void whatCannotBeDoneIsAProblemWithItsCode() throws Exception {
        assertProblem(node.send("PUT", cart + "/lines/" + Ids.next(), "{\"quantity\":1}"), 409, "cart.not-sold");
        assertProblem(node.send("PUT", line(), "{\"quantity\":-1}"), 400, "cart.bad-quantity");
        assertProblem(node.send("PUT", line(), "{}"), 400, "cart.bad-quantity");
        assertProblem(node.send("GET", "/api/v1/carts/" + Ids.next(), null), 404, "cart.not-found");
        assertProblem(node.send("PUT", line() + "/save", "{\"saved\":true}"), 404, "cart.no-such-line");
        assertProblem(node.send("PUT", cart + "/merge", null), 401, "identity.sign-in-required");
        assertThat(node.send("PUT", line(), "{\"quantity\":\"many\"}").statusCode())
                .isEqualTo(400);
        assertThat(node.send("PUT", line(), "null").statusCode()).isEqualTo(400);
        assertThat(node.send("GET", "/api/v1/carts/nonsense", null).statusCode())
                .isBetween(400, 404);

        node.send("PUT", line(), "{\"quantity\":1}");
        UUID id = UUID.fromString(cart.substring(cart.lastIndexOf('/') + 1));
        node.get(Carts.class).lockForCheckout(id, CartOwner.guest(), Ids.next());
        assertProblem(node.send("PUT", line(), "{\"quantity\":2}"), 409, "cart.in-checkout");
    }

    private static void assertProblem(HttpResponse<String> reply, int status, String code) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(json(reply).get("code").asString()).isEqualTo(code);
    }

    @Test
    void whatSellsOutMeanwhileIsShownAndCanBeAccepted() throws Exception {
        node.send("PUT", line(), "{\"quantity\":20}");
        Inventory inventory = node.get(Inventory.class);
        UUID reservation = Ids.next();
        inventory.reserve(reservation, List.of(new StockLine(lamp, 15)), Duration.ofMinutes(5));
        try {
            JsonNode view = json(node.send("GET", cart, null));
            JsonNode difference = view.get("lines").get(0).get("differences").get(0);
            assertThat(difference.get("kind").asString()).isEqualTo("only-left");
            assertThat(difference.get("left").asInt()).isEqualTo(5);

            assertProblem(
                    node.send("PUT", cart + "/acknowledgement", "{\"differencesTag\":\"other\"}"),
                    409,
                    "cart.changed-again");
            var accepted = node.send(
                    "PUT", cart + "/acknowledgement", "{\"differencesTag\":" + view.get("differencesTag") + "}");
            assertThat(json(accepted).get("lines").get(0).get("quantity").asInt())
                    .isEqualTo(5);
        } finally {
            inventory.release(reservation, "test");
        }
    }

    @Test
    void anOpenTabReceivesChangesMadeOnAnyNode() throws Exception {
        UUID id = UUID.fromString(cart.substring(cart.lastIndexOf('/') + 1));
        BlockingQueue<String> here = listen(node, cart + "/live");
        BlockingQueue<String> there = listen(other, cart + "/live");
        assertThat(version(here)).isZero();
        assertThat(version(there)).isZero();

        node.send("PUT", line(), "{\"quantity\":1}");
        awaitVersion(here, 1);
        awaitVersion(there, 1);
        other.get(Carts.class).add(id, CartOwner.guest(), lamp, 1);
        awaitVersion(here, 2);
        awaitVersion(there, 2);
    }

    /** The data lines of a stream of server-sent events, as they come. */
    private static BlockingQueue<String> listen(TestNode where, String path) {
        BlockingQueue<String> data = new LinkedBlockingQueue<>();
        CLIENT.sendAsync(HttpRequest.newBuilder(URI.create(where.url() + path)).build(), BodyHandlers.ofLines())
                .thenAccept(reply -> reply.body()
                        .filter(line -> line.startsWith("data:"))
                        .forEach(line -> data.add(line.substring("data:".length()))));
        return data;
    }

    /** Events are hints: the first one may come twice. */
    private static void awaitVersion(BlockingQueue<String> stream, long wanted) throws Exception {
        long seen;
        do {
            seen = version(stream);
        } while (seen < wanted);
        assertThat(seen).isEqualTo(wanted);
    }

    private static long version(BlockingQueue<String> stream) throws Exception {
        String data = stream.poll(20, TimeUnit.SECONDS);
        assertThat(data).as("an event on the stream").isNotNull();
        return JSON.readTree(data).get("version").asLong();
    }
}

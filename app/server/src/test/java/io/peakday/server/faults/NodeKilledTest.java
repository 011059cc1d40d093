package io.peakday.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.checkout.CheckoutSteps;
import io.peakday.demo.DemoStore;
import io.peakday.engines.StartListener;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.Caller.Answer;
import io.peakday.server.whole.ChildNode;
import io.peakday.server.whole.Goods;
import io.peakday.server.whole.TestStore;
import io.peakday.testkit.Sampled;
import io.peakday.testkit.TestFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * A whole node is killed at a step of a checkout that somebody makes over HTTP, and the next process goes on: the same
 * request again, and what was promised is there, once. The engines stay; that they recover themselves, the engines' own tests
 * show.
 *
 * <p>After each kill what is stored of everybody is audited, also of the kills before.
 */
class NodeKilledTest {
    private static final String CHALLENGED = "4000000000003220";
    private static final String LATE_ANSWER = "4000000000006207";

    private static final List<Buyer> bought = new ArrayList<>();
    private static final Map<Buyer, Map<String, Integer>> open = new LinkedHashMap<>();
    private static Path engineFolder;
    private static Path nodeFolder;
    private static Store store;
    private static StoreOptions options;
    private static Invariants invariants;
    private static UUID lamp;
    private static UUID kettle;
    private static ChildNode node;

    @BeforeAll
    static void start() {
        bought.clear();
        open.clear();
        engineFolder = TestStore.folder("kept");
        nodeFolder = TestStore.folder("killed");
        store = Store.offline(
                TestStore.options(engineFolder)
                        .with("peakday.demo.products", "64")
                        .with("peakday.demo.customers", "1")
                        .with("peakday.demo.orders", "0")
                        .with("peakday.demo.reviews", "0"),
                StartListener.silent());
        store.bean(DemoStore.class).fill((step, done, total) -> {});
        invariants = new Invariants(store);
        Goods goods = new Goods(store);
        lamp = goods.product(10_000).variants().getFirst().id();
        kettle = goods.product(10_000).variants().getFirst().id();
        options = TestStore.beside(store, nodeFolder)
                .with("peakday.server.demo", "false")
                // So long nobody takes up what a dead node was at.
                .with("peakday.orders.lease", "5s");
        node = ChildNode.start(options);
    }

    @AfterAll
    static void stop() {
        node.close();
        store.close();
        TestFolder.delete(nodeFolder);
        TestFolder.delete(engineFolder);
    }

    /** Each step costs a start of a node; without HTTP, all are tried in every run ({@code CheckoutKillTest}). */
    static Stream<String> stepsOfOrdering() {
        return Sampled.of(CheckoutSteps.ALL, 1).stream();
    }

    static Stream<String> stepsOfGivingUp() {
        return Sampled.of(List.of("close.closing", "close.voided", "close.ended"), 1).stream();
    }

    @ParameterizedTest
    @MethodSource("stepsOfOrdering")
    void whoseOrderIsCutOffAsksAgainAndHasExactlyOneOrder(String step) throws Exception {
        Buyer buyer = buyer(step);
        String token = buyer.token(Buyer.GOOD_CARD);

        killedAt(step, () -> buyer.tryOrders(token));

        buys(buyer, token);
        hasOneOrder(buyer);
        everythingFitsTogether();
    }

    @Test
    void whoDoesNotComeBackHasTheOrderAllTheSame() throws Exception {
        Buyer buyer = buyer("gone");
        String token = buyer.token(Buyer.GOOD_CARD);

        killedAt("pay.captured", () -> buyer.tryOrders(token));

        hasOneOrder(buyer);
        everythingFitsTogether();
    }

    @Test
    void whoIsCutOffBeforeTheChallengeAnswersItAtTheNextNode() throws Exception {
        Buyer buyer = buyer("challenged");
        String token = buyer.token(CHALLENGED);

        killedAt("pay.challenged", () -> buyer.tryOrders(token));

        approves(again(buyer), orders(buyer, token));
        assertThat(again(buyer)
                        .post("/api/v1/checkouts/" + buyer.checkout() + "/resume", "")
                        .status())
                .isIn(200, 201);
        hasOneOrder(buyer);
        everythingFitsTogether();
    }

    @Test
    void whoIsCutOffWhileTheBankThinksHasTheOrderOnceItHasThought() throws Exception {
        Buyer buyer = buyer("pending");
        String token = buyer.token(LATE_ANSWER);

        killedAt("pay.pending", () -> buyer.tryOrders(token));

        assertThat(orders(buyer, token).status()).isIn(200, 201, 202);
        hasOneOrder(buyer);
        everythingFitsTogether();
    }

    @ParameterizedTest
    @MethodSource("stepsOfGivingUp")
    void whoIsCutOffWhileGivingUpHasTheCartBackAndNothingIsPaid(String step) throws Exception {
        Buyer buyer = buyer(step);
        String token = buyer.token(CHALLENGED);
        assertThat(orders(buyer, token).status()).isEqualTo(202);
        String checkout = "/api/v1/checkouts/" + buyer.checkout();

        killedAt(step, () -> buyer.trySend("DELETE", checkout, null, null));

        assertThat(again(buyer).delete(checkout).status()).isEqualTo(204);
        assertThat(invariants.orders(buyer.cart())).isZero();
        assertThat(invariants.charge(buyer.checkout())).isEqualTo("VOIDED 0");
        Buyer another = again(buyer).another();
        buys(another, another.token(Buyer.GOOD_CARD));
        hasOneOrder(another);
        everythingFitsTogether();
    }

    /** Somebody with a full cart, and beside them another whose cart has been touched a moment before the kill. */
    private static Buyer buyer(String about) {
        Buyer other = new Buyer(node.url(), "open-" + about + "@example.com")
                .puts(lamp, 3)
                .puts(kettle, 1 + open.size());
        open.put(other, lines(other));
        return new Buyer(node.url(), "buys-" + about + "@example.com")
                .puts(lamp, 2)
                .puts(kettle, 1);
    }

    private static void killedAt(String step, Request request) throws Exception {
        try {
            node.diesAt(step);
            assertThatThrownBy(request::send).isInstanceOf(IOException.class);
            assertThat(node.ending()).isEqualTo(ChildNode.KILLED);
        } finally {
            node.close();
            node = ChildNode.start(options);
        }
    }

    /** The same request as before, at the node that is there now. */
    private static Answer orders(Buyer buyer, String token) {
        return again(buyer).orders(token);
    }

    /** Asks until it is an order; meanwhile the sweep may be at it too. */
    private static void buys(Buyer buyer, String token) {
        await().until(() -> orders(buyer, token).status(), status -> status == 200 || status == 201);
    }

    private static Buyer again(Buyer buyer) {
        return buyer.at(node.url());
    }

    private static void approves(Buyer buyer, Answer answer) {
        assertThat(answer.status()).isEqualTo(202);
        URI bank = URI.create(answer.json().get("challengeUrl").asString());
        assertThat(buyer.send("POST", bank.getPath() + "?answer=approve", null, null)
                        .status())
                .isEqualTo(303);
    }

    private static void hasOneOrder(Buyer buyer) {
        await().until(() -> invariants.orders(buyer.cart()) > 0);
        bought.add(buyer);
    }

    private static void everythingFitsTogether() {
        await().until(() -> invariants.outbox() == 0);
        await().until(() -> bought.stream().allMatch(buyer -> invariants.mails(buyer.email()) > 0));
        for (Buyer buyer : bought) {
            assertThat(invariants.orders(buyer.cart())).as(buyer.email()).isEqualTo(1);
            assertThat(invariants.mails(buyer.email())).as(buyer.email()).isEqualTo(1);
            assertThat(invariants.charge(buyer.checkout())).as(buyer.email()).startsWith("CAPTURED ");
        }
        open.forEach((buyer, lines) ->
                assertThat(lines(again(buyer))).as(buyer.email()).isEqualTo(lines));
        assertThat(invariants.deadLetters()).isZero();
        invariants.fitTogether();
    }

    /** How many of which are in the cart. */
    private static Map<String, Integer> lines(Buyer buyer) {
        Map<String, Integer> lines = new HashMap<>();
        for (JsonNode line : buyer.get("/api/v1/carts/" + buyer.cart()).ok().get("lines")) {
            lines.put(line.get("variantId").asString(), line.get("quantity").asInt());
        }
        return lines;
    }

    @FunctionalInterface
    private interface Request {
        Answer send() throws IOException;
    }
}

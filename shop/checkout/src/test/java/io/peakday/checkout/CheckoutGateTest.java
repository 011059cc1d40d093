package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cart.CartOwner;
import io.peakday.cart.CartState;
import io.peakday.cart.Carts;
import io.peakday.contracts.CheckoutStep;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.inventory.SampleGoods;
import io.peakday.kernel.Ids;
import io.peakday.payments.CardDetails;
import io.peakday.payments.CardTokens;
import io.peakday.payments.CardTokens.Payer;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.ui.Slots;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders of the API under the steps of other modules: one that passes, says no, throws and hangs. */
class CheckoutGateTest {
    private static final NodeWiring WIRING = SampleStore.WITHOUT_BACKGROUND
            .and(Planted.class)
            .setting("peakday.slots.checkout-budget", "5s")
            .setting("peakday.slots.failures", 1_000);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicReference<Function<CheckoutStep.Attempt, CheckoutStep.Verdict>> ANSWER =
            new AtomicReference<>(attempt -> CheckoutStep.Verdict.pass());
    private static final AtomicBoolean CONCERNS = new AtomicBoolean(true);
    private static TestNode node;
    private static Carts carts;

    @Configuration(proxyBeanMethods = false)
    static class Planted {
        @Bean
        CheckoutStep planted() {
            return step("planted", attempt -> ANSWER.get().apply(attempt), CONCERNS::get);
        }
    }

    @BeforeAll
    static void open() {
        node = WIRING.open(postgres);
        carts = node.get(Carts.class);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @AfterEach
    void pass() {
        CONCERNS.set(true);
        ANSWER.set(attempt -> CheckoutStep.Verdict.pass());
    }

    @Test
    void aStepSeesWhatIsBoughtAndByNobodyThatIsSignedIn() throws Exception {
        AtomicReference<CheckoutStep.Attempt> seen = new AtomicReference<>();
        AtomicReference<Actor> asked = new AtomicReference<>();
        ANSWER.set(attempt -> {
            seen.set(attempt);
            asked.set(CurrentActor.get());
            return CheckoutStep.Verdict.pass();
        });
        UUID cart = cart();
        assertThat(place(Ids.next(), cart).statusCode()).isEqualTo(201);
        assertThat(seen.get().cart()).isEqualTo(cart);
        assertThat(seen.get().customer()).isNull();
        assertThat(seen.get().country()).isEqualTo("DE");
        assertThat(seen.get().goods().minor()).isEqualTo(80_00);
        assertThat(seen.get().lines()).singleElement().satisfies(line -> {
            assertThat(line.quantity()).isEqualTo(2);
            assertThat(line.allocation()).isNull();
        });
        assertThat(asked.get()).isInstanceOf(Actor.Guest.class);
    }

    @Test
    void aStepThatSaysNoIsAProblemInItsWordsAndNothingIsBegun() throws Exception {
        ANSWER.set(attempt -> new CheckoutStep.Verdict.Stop(
                "Not to " + attempt.country(), List.of("Nothing was charged.", "Choose another address.")));
        UUID checkout = Ids.next();
        UUID cart = cart();
        HttpResponse<String> stopped = place(checkout, cart);
        assertThat(stopped.statusCode()).isEqualTo(409);
        assertThat(stopped.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(stopped.body());
        assertThat(problem.path("code").asString()).isEqualTo("checkout.stopped");
        assertThat(problem.path("detail").asString())
                .isEqualTo("Not to DE. Nothing was charged. Choose another address.");
        assertThat(problem.path("retry").asBoolean(true)).isFalse();
        nothingWasBegun(checkout, cart);

        pass();
        assertThat(place(checkout, cart).statusCode()).isEqualTo(201);
    }

    @Test
    void aStepThatThrowsIsUnavailable() throws Exception {
        ANSWER.set(attempt -> {
            throw new IllegalStateException("planted");
        });
        isUnavailableAndGoesOnLater();
    }

    @Test
    void aStepThatHangsIsUnavailableToo() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ANSWER.set(attempt -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return CheckoutStep.Verdict.pass();
        });
        try {
            isUnavailableAndGoesOnLater();
        } finally {
            release.countDown();
        }
    }

    private void isUnavailableAndGoesOnLater() throws Exception {
        UUID checkout = Ids.next();
        UUID cart = cart();
        HttpResponse<String> unanswered = place(checkout, cart);
        assertThat(unanswered.statusCode()).isEqualTo(503);
        assertThat(unanswered.headers().firstValue("Retry-After")).isPresent();
        JsonNode problem = JSON.readTree(unanswered.body());
        assertThat(problem.path("code").asString()).isEqualTo("checkout.unchecked");
        assertThat(problem.path("retry").asBoolean()).isTrue();
        nothingWasBegun(checkout, cart);

        pass();
        assertThat(place(checkout, cart).statusCode()).isEqualTo(201);
    }

    @Test
    void whatWasBegunOrIsAnOrderAlreadyIsNotStopped() throws Exception {
        UUID checkout = Ids.next();
        UUID cart = cart();
        UUID challenged = Ids.next();
        UUID other = cart();
        HttpResponse<String> placed = place(checkout, cart);
        assertThat(place(challenged, other, "4000000000003220").statusCode()).isEqualTo(202);
        ANSWER.set(attempt -> new CheckoutStep.Verdict.Stop("No", List.of()));

        assertThat(place(challenged, other, "4000000000003220").statusCode()).isEqualTo(202);
        for (UUID id : List.of(checkout, Ids.next())) {
            HttpResponse<String> again = place(id, cart);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(JSON.readTree(again.body()).path("orderNumber"))
                    .isEqualTo(JSON.readTree(placed.body()).path("orderNumber"));
        }
        assertThat(place(Ids.next(), Ids.next()).statusCode()).isEqualTo(404);
    }

    @Test
    void anOrderThatIsFinishedWhileTheStepsAreAskedIsAnsweredAsOne() throws Exception {
        UUID cart = cart();
        AtomicReference<HttpResponse<String>> first = new AtomicReference<>();
        ANSWER.set(attempt -> {
            pass();
            first.set(quietly(() -> place(Ids.next(), cart)));
            return new CheckoutStep.Verdict.Stop("You have bought it already", List.of());
        });
        HttpResponse<String> second = place(Ids.next(), cart);
        assertThat(first.get().statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
    }

    @Test
    void aStepThatAnOrderDoesNotConcernIsNotAsked() throws Exception {
        ANSWER.set(attempt -> {
            throw new IllegalStateException("asked");
        });
        CONCERNS.set(false);
        assertThat(place(Ids.next(), cart()).statusCode()).isEqualTo(201);
    }

    private static <T> T quietly(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void salesAreAsked() {
        assertThat(node.get("heldClaims", CheckoutStep.class).name()).isEqualTo("sale-claims");
    }

    @Test
    void twoStepsOfOneNameStopTheStartAndSoDoesANameThatIsNone() {
        Checkout checkout = node.get(Checkout.class);
        Slots slots = node.get(Slots.class);
        assertThatThrownBy(() -> new CheckoutGate(checkout, carts, List.of(passing("a"), passing("a")), slots))
                .hasMessage("two steps of checkout are called a");
        assertThatThrownBy(() -> new CheckoutGate(checkout, carts, List.of(passing("No name")), slots))
                .hasMessage("not the name of a step: No name");
    }

    private static CheckoutStep passing(String name) {
        return step(name, attempt -> CheckoutStep.Verdict.pass(), () -> true);
    }

    private static CheckoutStep step(
            String name, Function<CheckoutStep.Attempt, CheckoutStep.Verdict> check, BooleanSupplier concerns) {
        return new CheckoutStep() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean concerns(Attempt attempt) {
                return concerns.getAsBoolean();
            }

            @Override
            public Verdict check(Attempt attempt) {
                return check.apply(attempt);
            }
        };
    }

    private static void nothingWasBegun(UUID checkout, UUID cart) {
        assertThat(node.get(Checkout.class).find(checkout)).isEmpty();
        assertThat(carts.view(cart, CartOwner.guest()).state()).isEqualTo(CartState.OPEN);
    }

    private static UUID cart() {
        UUID lamp = new SampleGoods(node)
                .lamp("Lamp " + Ids.next(), "40.00")
                .variants()
                .getFirst()
                .id();
        UUID cart = carts.create(CartOwner.guest());
        carts.put(cart, CartOwner.guest(), lamp, 2);
        return cart;
    }

    private static HttpResponse<String> place(UUID checkout, UUID cart) throws Exception {
        return place(checkout, cart, "4242424242424242");
    }

    private static HttpResponse<String> place(UUID checkout, UUID cart, String card) throws Exception {
        String token = node.get(CardTokens.class)
                .tokenize(new CardDetails(card, 12, 2099, "123", "Ada Lovelace"), Payer.of(null, cart))
                .token();
        return node.send("POST", "/api/v1/checkouts", """
                {"checkoutId":"%s","cartId":"%s","email":"ada@example.org","shippingMethod":"standard",
                 "paymentToken":"%s","paidWith":"visa","returnPath":"/checkout/done",
                 "shipTo":{"name":"Ada","line1":"Lange Straße 1","postalCode":"10115","city":"Berlin","country":"DE"}}""".formatted(checkout, cart, token));
    }
}

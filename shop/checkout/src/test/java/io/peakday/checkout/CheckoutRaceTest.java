package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.cart.CartOwner;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.orders.OrdersSettings;
import io.peakday.pricing.Pricing;
import io.peakday.pricing.TaxTable;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What those are answered who come second: always why, never a checkout that does not exist. */
class CheckoutRaceTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final SteppedClock clock = new SteppedClock();
    private final Stage stage = new Stage(postgres.database(), clock);

    @Test
    void twoCheckoutsOfACartThatCannotBeHadAreBothAnsweredWhatIsMissing() {
        UUID lamp = stage.product("Rare lamp", 1_000, 3);
        UUID cart = stage.cart(lamp, 3);
        stage.stock(lamp, 2);

        List<Prepared> answers = atOnce(stage.request(cart, Stage.PLAIN_CARD), stage.request(cart, Stage.PLAIN_CARD));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(((Prepared.Refused) answer).outcome())
                        .isEqualTo(new CheckoutOutcome.OutOfStock(
                                List.of(new CheckoutOutcome.Missing(lamp, "Rare lamp", 3, 2)))));
    }

    @Test
    void oneThatExpectsAnotherTotalDoesNotCostTheRightOneItsOrder() {
        UUID cart = stage.cart(stage.product("Lamp", 1_000, 5), 1);

        List<Prepared> answers = atOnce(
                stage.request(Ids.next(), cart, Stage.PLAIN_CARD, Money.of(1, "EUR")),
                stage.request(Ids.next(), cart, Stage.PLAIN_CARD, Money.of(1_490, "EUR")));

        assertThat(answers.getFirst()).isInstanceOf(Prepared.Refused.class);
        assertThat(answers.getLast()).isInstanceOf(Prepared.Ready.class);
    }

    @Test
    void aStrangerWhoAsksForACartAtTheSameMomentLearnsNothingAndCostsItsOwnerNothing() {
        UUID lamp = stage.product("Lamp", 1_000, 9);
        UUID one = Ids.next();
        UUID two = Ids.next();
        UUID ofOne = cart(one, lamp);
        UUID ofTwo = cart(two, lamp);

        List<Prepared> before = atOnce(request(Ids.next(), ofOne), request(one, ofOne));
        List<Prepared> after = atOnce(request(two, ofTwo), request(Ids.next(), ofTwo));

        assertThat(code(before.getFirst())).isEqualTo("cart.not-found");
        assertThat(before.getLast()).isInstanceOf(Prepared.Ready.class);
        assertThat(after.getFirst()).isInstanceOf(Prepared.Ready.class);
        assertThat(code(after.getLast())).isEqualTo("cart.not-found");
    }

    @Test
    void theSecondOfTwoThatCouldBothBeIsAnsweredWhoHasTheCart() {
        UUID cart = stage.cart(stage.product("Lamp", 1_000, 5), 1);
        CheckoutRequest first = stage.request(cart, Stage.PLAIN_CARD);

        List<Prepared> answers = atOnce(first, stage.request(cart, Stage.PLAIN_CARD), first);

        assertThat(answers.get(0)).isInstanceOf(Prepared.Ready.class);
        assertThat(answers.get(1)).isEqualTo(new Prepared.Busy(first.checkoutId()));
        assertThat(answers.get(2)).isInstanceOf(Prepared.Existing.class);
    }

    @Test
    void manyDifferentCheckoutsOfOneCartOnTwoNodesAllLearnTheTruth() throws Exception {
        Stage other = new Stage(postgres.anotherNode(), clock);
        for (int round = 0; round < 5; round++) {
            UUID lamp = stage.product("Rare lamp", 1_000, 3);
            UUID cart = stage.cart(lamp, 3);
            stage.stock(lamp, 2);

            List<CheckoutOutcome> outcomes = race(IntStream.range(0, 20)
                    .<Callable<CheckoutOutcome>>mapToObj(i -> {
                        CheckoutRequest request = stage.request(cart, Stage.PLAIN_CARD);
                        return () -> (i % 2 == 0 ? stage : other).checkout.place(request);
                    })
                    .toList());

            assertThat(outcomes).hasOnlyElementsOfType(CheckoutOutcome.OutOfStock.class);
        }
    }

    @Test
    void theSameCheckoutAskedOfTwoNodesAtOnceIsOneAndBothAreAnswered() throws Exception {
        Stage other = new Stage(postgres.anotherNode(), clock);
        UUID lamp = stage.product("Lamp", 1_000, 500);
        for (int round = 0; round < 20; round++) {
            CheckoutRequest request = stage.request(stage.cart(lamp, 1), Stage.PLAIN_CARD);

            List<CheckoutOutcome> outcomes =
                    race(List.of(() -> stage.checkout.place(request), () -> other.checkout.place(request)));

            assertThat(outcomes)
                    .anyMatch(outcome -> outcome instanceof CheckoutOutcome.Placed)
                    .allMatch(outcome -> outcome instanceof CheckoutOutcome.Placed
                            || outcome instanceof CheckoutOutcome.AlreadyPlaced
                            || outcome instanceof CheckoutOutcome.PaymentPending);
        }
    }

    private List<Prepared> atOnce(CheckoutRequest... requests) {
        OrdersSettings settings = OrdersSettings.defaults();
        PrepareBatch batch = new PrepareBatch(
                new CheckoutModules(
                        stage.carts, stage.catalog, stage.inventory, stage.sales, stage.payments, stage.orders),
                new CheckoutRows(stage.database, settings),
                new Freezing(new Pricing(TaxTable.builtIn(), settings.shipping())),
                CheckoutSteps.NONE,
                settings,
                clock);
        return stage.database.transact(() -> stage.database.connection(tx -> batch.run(tx, List.of(requests))));
    }

    private UUID cart(UUID customer, UUID variant) {
        UUID cart = stage.carts.create(new CartOwner(customer));
        stage.carts.put(cart, new CartOwner(customer), variant, 1);
        return cart;
    }

    private CheckoutRequest request(UUID customer, UUID cart) {
        CheckoutRequest guests = stage.request(cart, Stage.PLAIN_CARD);
        return new CheckoutRequest(
                guests.checkoutId(),
                cart,
                customer,
                guests.email(),
                guests.shipTo(),
                guests.billTo(),
                guests.shippingMethod(),
                guests.cardToken(),
                guests.paidWith(),
                guests.expectedTotal(),
                guests.returnPath());
    }

    private static String code(Prepared prepared) {
        return ((Prepared.Failed) prepared).failure().code();
    }

    private static <T> List<T> race(List<Callable<T>> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = calls.stream()
                    .map(call -> threads.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}

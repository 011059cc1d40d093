package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cart.CartOwner;
import io.peakday.cart.CartState;
import io.peakday.catalog.OfferDraft;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.orders.Order;
import io.peakday.orders.OrderState;
import io.peakday.orders.OrdersSettings;
import io.peakday.payments.PaymentState;
import io.peakday.pricing.Pricing;
import io.peakday.pricing.TaxTable;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckoutTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final DatabaseClock time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
    private final SteppedClock clock = new SteppedClock();
    private final Stage stage = new Stage(postgres.database(), clock);

    @Test
    void aCartWithAPlainCardBecomesAPaidOrder() {
        UUID lamp = stage.product("Desk lamp", 2_500, 10);
        UUID cart = stage.cart(lamp, 2);

        var outcome = stage.checkout.place(stage.request(cart, Stage.PLAIN_CARD));

        assertThat(outcome).isInstanceOf(CheckoutOutcome.Placed.class);
        Order order = stage.orders
                .byNumber(((CheckoutOutcome.Placed) outcome).order().number())
                .orElseThrow();
        assertThat(order).isEqualTo(((CheckoutOutcome.Placed) outcome).order());
        assertThat(order.state()).isEqualTo(OrderState.PAID);
        assertThat(order.number()).matches("PD-2026-[0-9A-Z]{5}-[0-9A-Z]{5}");
        assertThat(order.totals().total()).isEqualTo(Money.of(5_000, "EUR"));
        assertThat(order.totals().shipping()).isEqualTo(Money.of(0, "EUR"));
        assertThat(order.totals().tax()).isEqualTo(Money.of(798, "EUR"));
        assertThat(order.paidWith()).isEqualTo("visa ···· 4242");
        assertThat(stage.stockOf(lamp)).isEqualTo("8 on hand, 0 reserved");
        assertThat(stage.payments.payment(order.paymentId()).orElseThrow().state())
                .isEqualTo(PaymentState.CAPTURED);
        assertThat(stage.orders.timeline(order.id()))
                .extracting(e -> e.from() + ">" + e.to())
                .containsExactly("null>PLACED", "PLACED>PAID");
        assertThat(stage.count(
                        "select count(*) from events.outbox where key = ?",
                        order.id().toString()))
                .isEqualTo(2);
        assertThat(stage.carts.view(cart, CartOwner.guest()).state()).isEqualTo(CartState.COMPLETED);
    }

    @Test
    void placingAgainReturnsTheSameOrder() {
        UUID cart = stage.cart(stage.product("Kettle", 3_900, 5), 1);
        var request = stage.request(cart, Stage.PLAIN_CARD);
        var first = (CheckoutOutcome.Placed) stage.checkout.place(request);

        var again = (CheckoutOutcome.AlreadyPlaced) stage.checkout.place(request);
        var another = (CheckoutOutcome.AlreadyPlaced) stage.checkout.place(stage.request(cart, Stage.PLAIN_CARD));

        assertThat(again.order().number()).isEqualTo(first.order().number());
        assertThat(another.order().number()).isEqualTo(first.order().number());
        assertThat(stage.count("select count(*) from orders.orders where cart_id = ?", cart))
                .isEqualTo(1);
    }

    @Test
    void anIdThatBelongsToAnotherCartIsRefused() {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        var request = stage.request(stage.cart(lamp, 1), Stage.PLAIN_CARD);
        stage.checkout.place(request);

        assertThatThrownBy(() -> stage.checkout.place(
                        stage.request(request.checkoutId(), stage.cart(lamp, 1), Stage.PLAIN_CARD, null)))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("orders.checkout-reused"));
    }

    @Test
    void aDeclinedCardReleasesTheGoodsAndReopensTheCart() {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        UUID cart = stage.cart(lamp, 1);
        var request = stage.request(cart, "4000000000009995");

        var declined = (CheckoutOutcome.Declined) stage.checkout.place(request);

        assertThat(declined.code()).isEqualTo("insufficient-funds");
        assertThat(stage.stockOf(lamp)).isEqualTo("5 on hand, 0 reserved");
        assertThat(stage.carts.view(cart, CartOwner.guest()).state()).isEqualTo(CartState.OPEN);
        assertThat(stage.checkout.place(request)).isEqualTo(declined);
        assertThat(stage.checkout.place(stage.request(cart, Stage.PLAIN_CARD)))
                .isInstanceOf(CheckoutOutcome.Placed.class);
    }

    @Test
    void tooFewUnitsAreSaidBeforeAnyMoneyMoves() {
        UUID lamp = stage.product("Rare lamp", 1_000, 3);
        UUID cart = stage.cart(lamp, 3);
        stage.stock(lamp, 2);

        var out = (CheckoutOutcome.OutOfStock) stage.checkout.place(stage.request(cart, Stage.PLAIN_CARD));

        assertThat(out.lines()).containsExactly(new CheckoutOutcome.Missing(lamp, "Rare lamp", 3, 2));
        assertThat(stage.stockOf(lamp)).isEqualTo("2 on hand, 0 reserved");
        assertThat(stage.carts.view(cart, CartOwner.guest()).state()).isEqualTo(CartState.OPEN);
    }

    @Test
    void anotherPriceIsSaidBeforeAnyMoneyMoves() {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        UUID cart = stage.cart(lamp, 1);
        raise(lamp, 1_200);

        var changed = (CheckoutOutcome.Changed) stage.checkout.place(stage.request(cart, Stage.PLAIN_CARD));
        var total = (CheckoutOutcome.Changed)
                stage.checkout.place(stage.request(Ids.next(), cart, Stage.PLAIN_CARD, Money.of(1_490, "EUR")));
        var seen = stage.checkout.place(stage.request(Ids.next(), cart, Stage.PLAIN_CARD, Money.of(1_690, "EUR")));

        assertThat(changed.differences())
                .extracting(CheckoutOutcome.Difference::kind)
                .containsExactly("price");
        assertThat(total.newTotal()).isEqualTo(Money.of(1_690, "EUR"));
        assertThat(total.differences())
                .extracting(CheckoutOutcome.Difference::kind)
                .contains("total");
        assertThat(seen).isInstanceOf(CheckoutOutcome.Placed.class);
    }

    @Test
    void whatAnotherNodeChangedIsSaidAlthoughItsEventHasNotCome() {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        UUID cart = stage.cart(lamp, 1);
        assertThat(unitPrice(cart)).isEqualTo(Money.of(1_000, "EUR"));
        Stage other = new Stage(postgres.anotherNode(), clock);
        raise(other, lamp, 1_200);
        assertThat(unitPrice(cart)).as("no event has come").isEqualTo(Money.of(1_000, "EUR"));

        var changed = (CheckoutOutcome.Changed) stage.checkout.place(stage.request(cart, Stage.PLAIN_CARD));
        var total = (CheckoutOutcome.Changed)
                stage.checkout.place(stage.request(Ids.next(), cart, Stage.PLAIN_CARD, Money.of(1_490, "EUR")));

        assertThat(changed.differences())
                .containsExactly(new CheckoutOutcome.Difference(
                        lamp, "Lamp", "price", Money.of(1_000, "EUR"), Money.of(1_200, "EUR")));
        assertThat(total.newTotal()).isEqualTo(Money.of(1_690, "EUR"));
        assertThat(unitPrice(cart)).as("shown from now on").isEqualTo(Money.of(1_200, "EUR"));

        var product = other.catalog.variants(List.of(lamp)).get(lamp);
        other.catalog.unpublish(product.productId(), product.productVersion());
        var gone = (CheckoutOutcome.OutOfStock)
                stage.checkout.place(stage.request(Ids.next(), cart, Stage.PLAIN_CARD, Money.of(1_690, "EUR")));

        assertThat(gone.lines()).containsExactly(new CheckoutOutcome.Missing(lamp, "Lamp", 1, 0));
        assertThat(stage.stockOf(lamp)).isEqualTo("5 on hand, 0 reserved");
        assertThat(stage.carts.view(cart, CartOwner.guest()).state()).isEqualTo(CartState.OPEN);
    }

    private Money unitPrice(UUID cart) {
        return stage.carts.view(cart, CartOwner.guest()).lines().getFirst().unitPrice();
    }

    @Test
    void aChallengeThatIsAnsweredCompletesTheOrder() {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        var request = stage.request(stage.cart(lamp, 1), "4000000000003220");

        var challenge = (CheckoutOutcome.ChallengeRequired) stage.checkout.place(request);
        assertThat(challenge.url()).startsWith("/sandbox/challenge/");
        assertThat(stage.checkout.resume(request.checkoutId())).isEqualTo(challenge);
        assertThat(stage.stockOf(lamp)).isEqualTo("5 on hand, 1 reserved");
        answer(challenge.url(), true);

        assertThat(stage.checkout.resume(request.checkoutId())).isInstanceOf(CheckoutOutcome.Placed.class);
        assertThat(stage.stockOf(lamp)).isEqualTo("4 on hand, 0 reserved");
    }

    @Test
    void aChallengeThatIsRefusedIsADecline() {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        var request = stage.request(stage.cart(lamp, 1), "4000000000003220");
        var challenge = (CheckoutOutcome.ChallengeRequired) stage.checkout.place(request);
        answer(challenge.url(), false);

        var declined = (CheckoutOutcome.Declined) stage.checkout.resume(request.checkoutId());

        assertThat(declined.code()).isEqualTo("challenge-failed");
        assertThat(stage.stockOf(lamp)).isEqualTo("5 on hand, 0 reserved");
    }

    @Test
    void anAbandonedChallengeExpiresAndFreesGoodsMoneyAndCart() {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        UUID cart = stage.cart(lamp, 1);
        var request = stage.request(cart, "4000000000003220");
        stage.checkout.place(request);
        assertThat(stage.checkout.sweep()).isZero();

        time.advance(Duration.ofMinutes(21));
        assertThat(stage.checkout.sweep()).isEqualTo(1);

        assertThat(stage.checkout.resume(request.checkoutId()))
                .isEqualTo(new CheckoutOutcome.Abandoned(request.checkoutId()));
        assertThat(stage.payments.payment(request.checkoutId()).orElseThrow().state())
                .isEqualTo(PaymentState.VOIDED);
        assertThat(stage.stockOf(lamp)).isEqualTo("5 on hand, 0 reserved");
        assertThat(stage.carts.view(cart, CartOwner.guest()).state()).isEqualTo(CartState.OPEN);
    }

    @Test
    void aNewCheckoutReplacesOneThatWaitsForAChallenge() {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        UUID cart = stage.cart(lamp, 1);
        var first = stage.request(cart, "4000000000003220");
        var challenge = (CheckoutOutcome.ChallengeRequired) stage.checkout.place(first);

        assertThat(stage.checkout.place(stage.request(cart, Stage.PLAIN_CARD)))
                .isInstanceOf(CheckoutOutcome.Placed.class);
        answer(challenge.url(), true);

        assertThat(stage.checkout.resume(first.checkoutId())).isInstanceOf(CheckoutOutcome.Abandoned.class);
        assertThat(stage.stockOf(lamp)).isEqualTo("4 on hand, 0 reserved");
    }

    @Test
    void aLostAnswerOfTheBankIsPendingAndTheSweepCompletesIt() {
        UUID lamp = stage.product("Lamp", 1_000, 5);
        var request = stage.request(stage.cart(lamp, 1), "4000000000006108");

        assertThat(stage.checkout.place(request)).isEqualTo(new CheckoutOutcome.PaymentPending(request.checkoutId()));
        clock.advance(Duration.ofSeconds(2));
        time.advance(Duration.ofSeconds(2));
        stage.checkout.sweep();

        assertThat(stage.checkout.resume(request.checkoutId())).isInstanceOf(CheckoutOutcome.AlreadyPlaced.class);
        assertThat(stage.stockOf(lamp)).isEqualTo("4 on hand, 0 reserved");
    }

    @Test
    void aFailedCaptureIsAskedForAgain() {
        UUID lamp = stage.product("Lamp", 1_000, 5);

        for (String card : List.of("4000000000006306", "4000000000006405")) {
            var outcome = stage.checkout.place(stage.request(stage.cart(lamp, 1), card));
            assertThat(outcome).isInstanceOf(CheckoutOutcome.Placed.class);
            UUID id = ((CheckoutOutcome.Placed) outcome).order().id();
            assertThat(stage.payments.ledger(id)).extracting(e -> e.kind()).containsExactly("authorized", "captured");
        }
    }

    @Test
    void manyShoppersForTheLastUnitsSellEachUnitOnce() {
        UUID lamp = stage.product("Last lamps", 1_000, 7);
        List<CheckoutRequest> requests = IntStream.range(0, 20)
                .mapToObj(i -> stage.request(stage.cart(lamp, 1), Stage.PLAIN_CARD))
                .toList();

        List<CheckoutOutcome> outcomes =
                requests.parallelStream().map(stage.checkout::place).toList();

        assertThat(outcomes)
                .filteredOn(o -> o instanceof CheckoutOutcome.Placed)
                .hasSize(7);
        assertThat(outcomes)
                .filteredOn(o -> o instanceof CheckoutOutcome.OutOfStock)
                .hasSize(13);
        assertThat(stage.stockOf(lamp)).isEqualTo("0 on hand, 0 reserved");
    }

    @Test
    void aRequestThatCannotBeCostsTheOthersOfItsGroupNothing() {
        UUID lamp = stage.product("Grouped lamp", 1_000, 5);
        UUID open = stage.cart(lamp, 1);
        CheckoutRequest good = stage.request(open, Stage.PLAIN_CARD);
        CheckoutRequest empty = stage.request(stage.carts.create(CartOwner.guest()), Stage.PLAIN_CARD);
        CheckoutRequest unknown = stage.request(Ids.next(), Stage.PLAIN_CARD);
        UUID farCart = stage.cart(lamp, 1);
        CheckoutRequest far = new CheckoutRequest(
                Ids.next(),
                farCart,
                null,
                "ada@example.org",
                Stage.address("DE"),
                null,
                "by-balloon",
                "token",
                "card",
                null,
                "/checkout");
        OrdersSettings settings = OrdersSettings.defaults();
        PrepareBatch batch = new PrepareBatch(
                new CheckoutModules(
                        stage.carts, stage.catalog, stage.inventory, stage.sales, stage.payments, stage.orders),
                new CheckoutRows(stage.database, settings),
                new Freezing(new Pricing(TaxTable.builtIn(), settings.shipping())),
                CheckoutSteps.NONE,
                settings,
                clock);

        List<Prepared> answers = stage.database.transact(
                () -> stage.database.connection(tx -> batch.run(tx, List.of(good, empty, unknown, far))));

        assertThat(answers.get(0)).isInstanceOf(Prepared.Ready.class);
        assertThat(answers.subList(1, 4))
                .extracting(answer -> ((Prepared.Failed) answer).failure().code())
                .containsExactly("orders.empty-cart", "cart.not-found", "orders.no-shipping");
        assertThat(stage.carts.view(farCart, CartOwner.guest()).state()).isEqualTo(CartState.OPEN);
        assertThat(stage.stockOf(lamp)).isEqualTo("5 on hand, 1 reserved");
        assertThat(stage.checkout.abandon(good.checkoutId())).isInstanceOf(CheckoutOutcome.Abandoned.class);
    }

    @Test
    void twoNodesAndManyClicksMakeOneOrderOfOneCart() {
        Stage other = new Stage(postgres.anotherNode(), clock);
        UUID lamp = stage.product("Lamp", 1_000, 50);
        UUID cart = stage.cart(lamp, 1);
        var one = stage.request(cart, Stage.PLAIN_CARD);
        var two = stage.request(cart, Stage.PLAIN_CARD);

        IntStream.range(0, 16)
                .parallel()
                .forEach(i -> (i % 2 == 0 ? stage : other).checkout.place(i % 4 < 2 ? one : two));

        assertThat(stage.count("select count(*) from orders.orders where cart_id = ?", cart))
                .isEqualTo(1);
        assertThat(stage.stockOf(lamp)).isEqualTo("49 on hand, 0 reserved");
        assertThat(stage.count(
                        "select count(*) from sandbox.charge where authorize_key in (?, ?) and captured > 0",
                        one.checkoutId().toString(),
                        two.checkoutId().toString()))
                .isEqualTo(1);
    }

    private void raise(UUID variantId, long cents) {
        raise(stage, variantId, cents);
    }

    private static void raise(Stage stage, UUID variantId, long cents) {
        var view = stage.catalog.variants(List.of(variantId)).get(variantId);
        var product = stage.catalog.product(view.productId()).orElseThrow();
        var draft = io.peakday.catalog.ProductDraft.of(product);
        var variant = draft.variants().getFirst();
        var offers = List.of(OfferDraft.of(view.sellerId(), Money.of(cents, "EUR")));
        stage.catalog.update(
                product.id(),
                product.version(),
                new io.peakday.catalog.ProductDraft(
                        draft.externalId(),
                        draft.slug(),
                        draft.title(),
                        draft.brand(),
                        draft.categoryId(),
                        draft.description(),
                        draft.attributes(),
                        List.of(new io.peakday.catalog.VariantDraft(
                                variant.id(),
                                variant.sku(),
                                variant.gtin(),
                                variant.options(),
                                variant.weightGrams(),
                                variant.taxClass(),
                                offers,
                                variant.media())),
                        draft.media()));
    }

    private void answer(String challengeUrl, boolean approve) {
        UUID reference = UUID.fromString(challengeUrl.substring(challengeUrl.lastIndexOf('/') + 1));
        stage.provider.answerChallenge(reference, approve);
    }
}

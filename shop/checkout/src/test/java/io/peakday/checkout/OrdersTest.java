package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cart.CartOwner;
import io.peakday.customers.Retained;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.orders.HistoricOrder;
import io.peakday.orders.InvoiceSettings;
import io.peakday.orders.KeptInvoice;
import io.peakday.orders.Order;
import io.peakday.orders.OrderFilter;
import io.peakday.orders.OrderRefund;
import io.peakday.orders.OrderReturn;
import io.peakday.orders.OrderState;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersModule;
import io.peakday.orders.PerformedBy;
import io.peakday.orders.RefundRequest;
import io.peakday.orders.ReturnRequest;
import io.peakday.orders.TimelineEntry;
import io.peakday.orders.Tracking;
import io.peakday.payments.PaymentState;
import io.peakday.pricing.Totals;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.Races;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;

class OrdersTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private static final PerformedBy ANNA = new PerformedBy("staff Anna");
    private static final Tracking TRACKING = new Tracking("DHL", "00340434", null);

    private final DatabaseClock time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
    private final SteppedClock clock = new SteppedClock();
    private final Stage stage = new Stage(postgres.database(), clock);
    private final Orders orders = stage.orders;
    private final UUID lamp = stage.product("Lamp", 1_000, 10);

    @Test
    void anOrderTravelsFromPaidToDeliveredAndItsTimelineSaysWhoDidIt() {
        Order order = placed(2, Stage.PLAIN_CARD);

        orders.pack(order.id(), ANNA);
        clock.advance(Duration.ofHours(1));
        orders.ship(order.id(), TRACKING, ANNA);
        clock.advance(Duration.ofDays(2));
        Order delivered = orders.deliver(order.id(), PerformedBy.SYSTEM);

        assertThat(delivered.state()).isEqualTo(OrderState.DELIVERED);
        assertThat(delivered.tracking()).isEqualTo(TRACKING);
        assertThat(delivered.deliveredAt()).isEqualTo(clock.instant());
        assertThat(orders.timeline(order.id()))
                .extracting(e -> e.to() + " by " + e.actor())
                .containsExactly(
                        "PLACED by guest",
                        "PAID by system",
                        "PACKED by staff Anna",
                        "SHIPPED by staff Anna",
                        "DELIVERED by system");
        assertThat(eventsOf(order))
                .containsExactly("order.placed", "order.paid", "order.packed", "order.shipped", "order.delivered");
    }

    @Test
    void anIllegalMoveChangesNothing() {
        Order order = placed(1, Stage.PLAIN_CARD);

        refused("orders.illegal-transition", () -> orders.ship(order.id(), TRACKING, ANNA));

        assertThat(orders.require(order.id())).isEqualTo(order);
        assertThat(eventsOf(order)).hasSize(2);
    }

    @Test
    void cancellingGivesStockAndMoneyBack() {
        Order order = placed(3, Stage.PLAIN_CARD);
        assertThat(stage.stockOf(lamp)).isEqualTo("7 on hand, 0 reserved");

        Order cancelled = orders.cancel(order.id(), "Changed my mind", PerformedBy.GUEST);

        assertThat(cancelled.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(cancelled.refunded()).isEqualTo(order.totals().total());
        assertThat(stage.stockOf(lamp)).isEqualTo("10 on hand, 0 reserved");
        assertThat(payment(order)).isEqualTo(PaymentState.REFUNDED);
        refused("orders.illegal-transition", () -> orders.cancel(order.id(), "Again", PerformedBy.GUEST));
    }

    @Test
    void aShippedOrderIsNotCancelled() {
        Order order = delivered(1);

        refused("orders.illegal-transition", () -> orders.cancel(order.id(), "Too late", PerformedBy.GUEST));
    }

    @Test
    void theDatabaseSaysWhenARefundIsAskedForAgainWhateverTheClocksOfNodesSay() {
        for (int hours : List.of(-1, 1)) {
            clock.set(Instant.now().plus(Duration.ofHours(hours)));
            Order order = placed(1, Stage.PLAIN_CARD);
            var request =
                    new RefundRequest(Ids.next(), List.of(), order.totals().total(), "Goodwill");
            // Nothing can be asked of the bank, as if the node had died before it did.
            rights("revoke update on payments.payment from ");
            assertThatThrownBy(() -> orders.refund(order.id(), request, ANNA)).isInstanceOf(DataAccessException.class);
            rights("grant update on payments.payment to ");

            time.advance(Duration.ofMinutes(-2));
            orders.sweepRefunds();
            assertThat(orders.require(order.id()).state()).isEqualTo(OrderState.PAID);

            time.advance(Duration.ofMinutes(2).plusSeconds(30));
            orders.sweepRefunds();
            assertThat(orders.require(order.id()).state()).isEqualTo(OrderState.REFUNDED);
            time.set(Duration.ZERO);
        }
    }

    private static void rights(String change) {
        postgres.owner().sql().sql(change + postgres.user()).update();
    }

    @Test
    void refundsPerLineAddUpAndNeverExceedWhatWasPaid() {
        Order order = placed(2, Stage.PLAIN_CARD);
        UUID first = Ids.next();
        var ofLine = new RefundRequest(first, List.of(new RefundRequest.Line(1, eur(1_500))), null, "Scratched");

        orders.refund(order.id(), ofLine, ANNA);
        Order after = orders.refund(order.id(), ofLine, ANNA);

        assertThat(after.refunded()).isEqualTo(eur(1_500));
        assertThat(after.lines().getFirst().refunded()).isEqualTo(eur(1_500));
        assertThat(after.state()).isEqualTo(OrderState.PAID);
        assertThat(payment(order)).isEqualTo(PaymentState.PARTLY_REFUNDED);
        refused(
                "orders.refund-too-large",
                () -> orders.refund(
                        order.id(),
                        new RefundRequest(Ids.next(), List.of(new RefundRequest.Line(1, eur(501))), null, "More"),
                        ANNA));
        Order whole = orders.refund(
                order.id(), new RefundRequest(Ids.next(), List.of(), after.refundable(), "The rest"), ANNA);
        assertThat(whole.state()).isEqualTo(OrderState.REFUNDED);
        assertThat(payment(order)).isEqualTo(PaymentState.REFUNDED);
    }

    @Test
    void creditNotesSayWhatOfThemIsTaxAndAddUpToTheTaxOfTheOrder() {
        Order order = placed(3, Stage.PLAIN_CARD);
        assertThat(order.totals().taxes())
                .containsExactly(new Totals.TaxPart(190_000, eur(2_521 + 412), eur(479 + 78)));

        refund(order, List.of(new RefundRequest.Line(1, eur(1_000))), null);
        refund(order, List.of(), eur(490));
        refund(order, List.of(new RefundRequest.Line(1, eur(999))), eur(1));
        refund(order, List.of(new RefundRequest.Line(1, eur(1_000))), null);

        List<OrderRefund> notes = orders.refunds(order);
        assertThat(notes)
                .extracting(
                        note -> note.amount().minor() + " with " + note.tax().minor())
                .containsExactly("1000 with 160", "490 with 78", "1000 with 160", "1000 with 159");
        assertThat(notes).allMatch(note -> note.state() == OrderRefund.State.DONE);
        assertThat(notes.stream().map(OrderRefund::tax).reduce(Money::plus))
                .contains(order.totals().tax());
        assertThat(stage.database
                        .sql()
                        .sql("select payload from events.outbox where key = ? and type = 'order.refunded'"
                                + " order by event_id limit 1")
                        .param(order.id().toString())
                        .query(String.class)
                        .single())
                .contains("\"taxes\":[{\"rate\":190000,\"netMinor\":840,\"taxMinor\":160}]");
    }

    @Test
    void refundsFromBeforeTaxesWereKeptGetTheirsAndOrdersKeepTheNumbersTheyWereStoredWith() {
        Order order = placed(2, Stage.PLAIN_CARD);
        refund(order, List.of(new RefundRequest.Line(1, eur(1_000))), null);
        // As an older version left it: every tax rounded down, and nothing about the refund's.
        stage.database.sql().sql("update orders.refund set taxes = null").update();
        stage.database.sql().sql("""
                        update orders.orders set tax = 397, document = replace(document,
                            '"net":{"minor":2092,"currency":"EUR"},"tax":{"minor":398', '"net":{"minor":2093,"currency":"EUR"},"tax":{"minor":397')
                        where id = ?""").param(order.id()).update();

        Order before = orders.require(order.id());
        assertThat(before.totals().taxes()).containsExactly(new Totals.TaxPart(190_000, eur(2_093), eur(397)));
        assertThat(orders.refunds(before)).extracting(OrderRefund::tax).containsExactly(eur(160));
        refund(before, List.of(), before.refundable());

        assertThat(orders.refunds(before)).extracting(OrderRefund::tax).containsExactly(eur(160), eur(237));
    }

    @Test
    void aRefundTheProviderRefusesLeavesTheMoneyWhereItIs() {
        Order order = placed(1, "4000000000006504");

        Order after = orders.refund(order.id(), new RefundRequest(Ids.next(), List.of(), eur(100), "Goodwill"), ANNA);

        assertThat(after.refunded()).isEqualTo(eur(0));
        assertThat(payment(order)).isEqualTo(PaymentState.CAPTURED);
        assertThat(orders.timeline(order.id()).getLast().detail()).contains("refused");
    }

    @Test
    void deliveredGoodsComeBackWithinTheWindowAndArePaidBack() {
        Order order = delivered(2);
        var request = new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 2)), "Too bright");

        OrderReturn asked = orders.requestReturn(order.id(), request, PerformedBy.GUEST);
        assertThat(orders.requestReturn(order.id(), request, PerformedBy.GUEST)).isEqualTo(asked);
        assertThat(orders.returnable(order, order.lines().getFirst())).isZero();
        OrderReturn received = orders.receiveReturn(asked.id(), true, ANNA);
        orders.receiveReturn(asked.id(), true, ANNA);

        assertThat(received.state()).isEqualTo(OrderReturn.State.RECEIVED);
        Order after = orders.require(order.id());
        assertThat(after.state()).isEqualTo(OrderState.RETURNED);
        assertThat(after.refunded()).isEqualTo(eur(2_000));
        assertThat(stage.stockOf(lamp)).isEqualTo("10 on hand, 0 reserved");
        assertThat(eventsOf(order)).endsWith("order.returned", "order.refunded");
    }

    @Test
    void goodsThatComeBackAfterAllTheMoneyWasRefundedAreBookedIn() {
        Order order = delivered(2);
        orders.refund(
                order.id(),
                new RefundRequest(Ids.next(), List.of(), order.totals().total(), "Goodwill"),
                ANNA);
        Order paidBack = orders.require(order.id());
        assertThat(paidBack.state()).isEqualTo(OrderState.REFUNDED);
        assertThat(orders.returnable(paidBack, paidBack.lines().getFirst())).isEqualTo(2);

        OrderReturn asked = orders.requestReturn(
                order.id(),
                new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 1)), "Keep your lamp"),
                PerformedBy.GUEST);
        orders.receiveReturn(asked.id(), true, ANNA);
        clock.advance(Duration.ofDays(60));
        refused(
                "orders.not-returnable",
                () -> orders.requestReturn(
                        order.id(),
                        new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 1)), "Late"),
                        PerformedBy.GUEST));
        OrderReturn late = orders.announceReturn(
                order.id(), new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 1)), "Found"), ANNA);
        orders.receiveReturn(late.id(), false, ANNA);

        Order after = orders.require(order.id());
        assertThat(after.state()).isEqualTo(OrderState.REFUNDED);
        assertThat(after.refunded())
                .as("nothing is refunded twice")
                .isEqualTo(order.totals().total());
        assertThat(after.lines().getFirst().returned()).isEqualTo(2);
        assertThat(stage.stockOf(lamp)).isEqualTo("10 on hand, 0 reserved");
        refused(
                "orders.not-returnable",
                () -> orders.announceReturn(
                        order.id(),
                        new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 1)), "A third"),
                        ANNA));
    }

    @Test
    void aRefusedReturnSaysTheTrueReason() {
        Order paid = placed(2, "4242424242424242");
        var one = new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 1)), "Why");
        assertThatThrownBy(() -> orders.requestReturn(paid.id(), one, PerformedBy.GUEST))
                .hasMessageContaining("not been sent");
        orders.refund(
                paid.id(),
                new RefundRequest(Ids.next(), List.of(), paid.totals().total(), "Goodwill"),
                ANNA);
        assertThatThrownBy(() -> orders.announceReturn(paid.id(), one, ANNA)).hasMessageContaining("never sent");

        Order order = delivered(2);
        assertThatThrownBy(() -> orders.requestReturn(
                        order.id(),
                        new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 3)), "Three"),
                        PerformedBy.GUEST))
                .hasMessageContaining("2 of 2 can still come back");
        clock.advance(Duration.ofDays(31));
        assertThatThrownBy(() -> orders.requestReturn(order.id(), one, PerformedBy.GUEST))
                .hasMessageContaining("are over");
    }

    @Test
    void ofReceivingAndRefusingAReturnAtOnceOneIsAnsweredThatTheOtherWasFirst() throws Exception {
        for (int round = 0; round < 10; round++) {
            Order order = delivered(1);
            OrderReturn asked = orders.requestReturn(
                    order.id(),
                    new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 1)), "Race"),
                    PerformedBy.GUEST);
            List<String> answers = new java.util.concurrent.CopyOnWriteArrayList<>();
            var gate = new java.util.concurrent.CyclicBarrier(2);
            try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
                threads.submit(() -> answers.add(outcome(gate, () -> orders.receiveReturn(asked.id(), true, ANNA))));
                threads.submit(() -> answers.add(outcome(gate, () -> orders.rejectReturn(asked.id(), "Worn", ANNA))));
            }
            assertThat(answers).containsExactlyInAnyOrder("done", "orders.return-ended");
            boolean received = orders.findReturn(asked.id()).orElseThrow().state() == OrderReturn.State.RECEIVED;
            assertThat(orders.require(order.id()).refunded()).isEqualTo(received ? eur(1_000) : eur(0));
        }
    }

    @Test
    void ofOneIdForRefundsOfTwoOrdersAtOnceOneCountsAndTheOtherIsAnsweredWhy() throws Exception {
        for (int round = 0; round < 5; round++) {
            Order one = placed(1, Stage.PLAIN_CARD);
            Order other = placed(1, Stage.PLAIN_CARD);
            var request = new RefundRequest(Ids.next(), List.of(), eur(100), "Race");
            assertThat(race(
                            () -> orders.refund(one.id(), request, ANNA),
                            () -> orders.refund(other.id(), request, ANNA)))
                    .containsExactlyInAnyOrder("done", "orders.key-reused");
        }
    }

    @Test
    void ofOneIdForReturnsOfTwoOrdersAtOnceOneCountsAndTheOtherIsAnsweredWhy() throws Exception {
        for (int round = 0; round < 5; round++) {
            Order one = delivered(1);
            Order other = delivered(1);
            var request = new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 1)), "Race");
            assertThat(race(
                            () -> orders.requestReturn(one.id(), request, PerformedBy.GUEST),
                            () -> orders.requestReturn(other.id(), request, PerformedBy.GUEST)))
                    .containsExactlyInAnyOrder("done", "orders.key-reused");
        }
    }

    private static List<String> race(Runnable one, Runnable other) throws Exception {
        var gate = new java.util.concurrent.CyclicBarrier(2);
        return Races.run(List.of(() -> outcome(gate, one), () -> outcome(gate, other)));
    }

    @Test
    void aRefundAskedForWithAReturnThatCameInWithoutOneIsNotPassedOver() {
        Order order = delivered(1);
        OrderReturn asked = orders.requestReturn(
                order.id(),
                new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 1)), "Back"),
                PerformedBy.GUEST);
        orders.receiveReturn(asked.id(), false, ANNA);
        assertThat(orders.receiveReturn(asked.id(), false, ANNA).state()).isEqualTo(OrderReturn.State.RECEIVED);

        refused("orders.return-ended", () -> orders.receiveReturn(asked.id(), true, ANNA));
        assertThat(orders.require(order.id()).refunded()).isEqualTo(eur(0));
    }

    private static String outcome(java.util.concurrent.CyclicBarrier gate, Runnable work) throws Exception {
        gate.await();
        try {
            work.run();
            return "done";
        } catch (Failure failure) {
            return failure.code();
        }
    }

    @Test
    void aReturnOutsideTheWindowOrOfMoreThanWasBoughtIsRefused() {
        Order order = delivered(1);
        refused(
                "orders.not-returnable",
                () -> orders.requestReturn(
                        order.id(),
                        new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 2)), "Two?"),
                        PerformedBy.GUEST));

        clock.advance(Duration.ofDays(31));

        refused(
                "orders.not-returnable",
                () -> orders.requestReturn(
                        order.id(),
                        new ReturnRequest(Ids.next(), List.of(new ReturnRequest.Line(1, 1)), "Late"),
                        PerformedBy.GUEST));
    }

    @Test
    void aGuestFindsTheOrderByNumberAndEmailAndNobodyGuessesIt() {
        time.stopAt(Instant.now());
        Order order = placed(1, Stage.PLAIN_CARD);
        String typed = order.number().toLowerCase().replace("-", " ");

        assertThat(orders.lookUp(typed, " ADA@example.org", "10.0.0.1")).contains(order);
        assertThat(orders.lookUp(order.number(), "eve@example.org", "10.0.0.1")).isEmpty();
        for (int i = 0; i < 18; i++) {
            orders.lookUp("PD-2026-00000-0000" + (i % 10), "ada@example.org", "10.0.0.1");
        }
        refused("orders.too-many-look-ups", () -> orders.lookUp(order.number(), "ada@example.org", "10.0.0.1"));
        assertThat(orders.lookUp(order.number(), "ada@example.org", "10.0.0.2")).contains(order);
        for (int i = 0; i < 20; i++) {
            orders.lookUp("PD-2026-00000-0000" + (i % 10), "ada@example.org", "2001:db8:1:2::" + i);
        }
        refused("orders.too-many-look-ups", () -> orders.lookUp(order.number(), "ada@example.org", "2001:db8:1:2::ff"));
        assertThat(orders.lookUp(order.number(), "ada@example.org", "2001:db8:1:3::ff"))
                .contains(order);
        clock.advance(Duration.ofMinutes(10));
        refused("orders.too-many-look-ups", () -> orders.lookUp(order.number(), "ada@example.org", "10.0.0.1"));
        time.advance(Duration.ofMinutes(10));
        assertThat(orders.lookUp(order.number(), "ada@example.org", "10.0.0.1")).contains(order);
    }

    @Test
    void guestOrdersAreClaimedByWhoeverProvesToOwnTheAddress() {
        Order order = delivered(1);
        UUID customer = Ids.next();

        assertThat(orders.claim(customer, "Ada@Example.org")).isPositive();

        assertThat(orders.require(order.id()).customerId()).isEqualTo(customer);
        assertThat(eventsOf(order)).endsWith("order.delivered", "order.claimed");
        assertThat(saysWhoGotIt(order, customer)).isTrue();
        assertThat(orders.claim(Ids.next(), "ada@example.org")).isZero();
        assertThat(eventsOf(order)).containsOnlyOnce("order.claimed");
        assertThat(orders.forget(customer)).isPositive();
        Order forgotten = orders.require(order.id());
        assertThat(forgotten.email() + forgotten.shipTo()).doesNotContainIgnoringCase("ada");
    }

    @Test
    void aClaimThatIsRolledBackLeavesNoEvent() {
        Order order = delivered(1);
        UUID customer = Ids.next();

        assertThatThrownBy(() -> stage.database.run(() -> {
                    orders.claim(customer, order.email());
                    throw new IllegalStateException("the node ends here");
                }))
                .hasMessage("the node ends here");

        assertThat(orders.require(order.id()).customerId()).isNull();
        assertThat(eventsOf(order)).doesNotContain("order.claimed");
    }

    @Test
    void whoeverComesFirstAnOrderThatArrivesWhileItIsClaimedIsSaidToHaveReachedTheCustomer() throws Exception {
        for (int i = 0; i < 8; i++) {
            Order order = placed(1, Stage.PLAIN_CARD);
            orders.pack(order.id(), ANNA);
            orders.ship(order.id(), TRACKING, ANNA);
            UUID customer = Ids.next();

            Races.run(List.of(() -> orders.claim(customer, order.email()), () -> orders.deliver(order.id(), ANNA)));

            assertThat(saysWhoGotIt(order, customer)).as("attempt " + i).isTrue();
        }
    }

    @Test
    void anOrderUnderWayIsForgottenOnceItHasArrived() {
        Order order = placed(1, Stage.PLAIN_CARD);
        UUID customer = Ids.next();
        orders.claim(customer, order.email());

        orders.forget(customer);
        assertThat(orders.require(order.id()).email()).isEqualTo(order.email());

        orders.pack(order.id(), PerformedBy.SYSTEM);
        orders.ship(order.id(), new Tracking("PostNL", "3S1", null), PerformedBy.SYSTEM);
        orders.deliver(order.id(), PerformedBy.SYSTEM);
        clock.advance(Duration.ofDays(2));
        assertThat(orders.sweepForgotten()).isPositive();

        Order forgotten = orders.require(order.id());
        assertThat(forgotten.email() + forgotten.shipTo()).doesNotContainIgnoringCase("ada");
        assertThat(orders.sweepForgotten()).isZero();
    }

    @Test
    void anErasedOrderIsFoundByNobodyAndItsInvoiceIsKeptApartForAsLongAsTheLawAsks() {
        Order order = delivered(1);
        UUID customer = Ids.next();
        orders.claim(customer, order.email());
        var until = java.time.LocalDate.of(2026 + InvoiceSettings.DEFAULT_YEARS, 12, 31);
        assertThat(orders.retained(customer))
                .anySatisfy(kept -> assertThat(kept.until()).isEqualTo(until));

        orders.forget(customer);

        assertThat(orders.lookUp(order.number(), "ada@example.org", "10.0.9.1")).isEmpty();
        assertThat(orders.lookUp(order.number(), "erased@invalid.example", "10.0.9.1"))
                .isEmpty();
        assertThat(orders.claim(Ids.next(), "erased@invalid.example")).isZero();
        assertThat(stage.checkout.find(order.id())).isEmpty();
        KeptInvoice kept = orders.keptInvoice(order.id()).orElseThrow();
        assertThat(kept.billTo()).isEqualTo(order.billTo());
        assertThat(kept.keepUntil()).isEqualTo(until);
        assertThat(orders.retained(customer))
                .anySatisfy(one -> assertThat(one.what()).contains(order.number()));
        clock.advance(Duration.ofDays(365L * (InvoiceSettings.DEFAULT_YEARS + 2)));
        orders.sweepForgotten();
        assertThat(orders.keptInvoice(order.id())).isEmpty();
    }

    @Test
    void aGuestsOrderThatIsErasedLeavesTheOthersOfTheSameAddress() {
        Order gone = delivered(1);
        Order stays = delivered(1);

        assertThat(orders.forgetOrder(gone.id())).isEqualTo(1);

        assertThat(orders.require(gone.id()).erased()).isTrue();
        assertThat(orders.require(stays.id())).isEqualTo(stays);
        assertThat(orders.ofGuest(stays.email())).contains(stays.id()).doesNotContain(gone.id());
        assertThat(stage.payments.ledger(gone.paymentId()))
                .allMatch(entry -> !entry.detail().contains("Reference"));
        assertThat(stage.payments.payment(gone.paymentId()).orElseThrow().captured())
                .isEqualTo(gone.totals().total());
    }

    @Test
    void whatStaysOfAGuestsOrderIsListedWhileItIsUnderWayAndAfterItsErasure() {
        Order order = placed(1, Stage.PLAIN_CARD);

        orders.forgetOrder(order.id());
        assertThat(orders.retainedOfOrder(order.id()))
                .extracting(Retained::what)
                .containsExactly(
                        "Name, address and e-mail of order " + order.number(),
                        "Name and billing address on the invoice of order " + order.number());

        deliver(order);
        orders.sweepForgotten();
        assertThat(orders.retainedOfOrder(order.id()))
                .extracting(Retained::what)
                .containsExactly("Name and billing address on the invoice of order " + order.number());
        assertThat(orders.retained(order.id())).isEmpty();
    }

    @Test
    void aCheckoutThatWaitsForTheBankIsListedUntilItIsAnOrderWhichIsListedToo() {
        UUID customer = Ids.next();
        CheckoutOutcome.ChallengeRequired challenge = challenged(customer);
        UUID checkout = challenge.checkoutId();

        orders.forget(customer);
        assertThat(orders.retained(customer)).singleElement().satisfies(kept -> {
            assertThat(kept.what()).contains(checkout.toString());
            assertThat(kept.reason()).contains("payment is under way", "becomes an order");
        });

        String url = challenge.url();
        stage.provider.answerChallenge(UUID.fromString(url.substring(url.lastIndexOf('/') + 1)), true);
        assertThat(stage.checkout.resume(checkout)).isInstanceOf(CheckoutOutcome.Placed.class);
        assertThat(orders.retained(customer))
                .anySatisfy(kept -> assertThat(kept.what())
                        .contains("e-mail of order " + orders.require(checkout).number()));
    }

    @Test
    void aGuestsCheckoutThatWaitsForTheBankIsListedAndErasedWhenItHasEnded() {
        UUID checkout = challenged(null).checkoutId();

        assertThat(orders.openCheckoutsOfGuest("ADA@example.org")).contains(checkout);
        orders.forgetOrder(checkout);
        assertThat(orders.retainedOfOrder(checkout))
                .singleElement()
                .satisfies(kept -> assertThat(kept.what()).contains(checkout.toString()));
        clock.advance(Duration.ofDays(2));
        orders.sweepForgotten();
        stage.checkout.abandon(checkout);
        orders.sweepForgotten();

        assertThat(stage.count("select count(*) from orders.checkout where id = ?", checkout))
                .isZero();
        assertThat(stage.count("select count(*) from orders.erasure where customer_id = ?", checkout))
                .isZero();
    }

    @Test
    void whatHasEndedIsErasedWithinAMinute() {
        assertThat(new OrdersModule().sweepForgotten(orders).every()).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void listsPageThroughEverythingOnceAndExportTheSame() throws IOException {
        clock.advance(Duration.ofDays(100));
        for (int i = 0; i < 5; i++) {
            placed(1, Stage.PLAIN_CARD);
            clock.advance(Duration.ofMinutes(1));
        }
        var filter = new OrderFilter(null, null, "ada@", clock.instant().minus(Duration.ofMinutes(5)), null);

        var first = orders.list(filter, null, 2);
        var second = orders.list(filter, first.next(), 2);
        var third = orders.list(filter, second.next(), 2);

        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(third.items()).hasSize(1);
        assertThat(third.next()).isNull();
        assertThat(first.items().getFirst().headline()).isEqualTo("Lamp");
        var csv = new StringBuilder();
        orders.exportCsv(filter, csv);
        assertThat(csv.toString().split("\r\n")).hasSize(6);
        assertThat(csv.toString())
                .startsWith("number,")
                .contains(",refunded,tax\r\n")
                .contains(",14.90,0.00,2.38\r\n");
    }

    @Test
    void historyIsWrittenInBulkOnceAndPricedLikeAnyOrder() {
        var line = new HistoricOrder.Line(
                lamp,
                Ids.next(),
                Ids.next(),
                "Acme",
                "SKU",
                "Lamp",
                "lamp",
                java.util.Map.of(),
                null,
                2,
                eur(1_000),
                "standard");
        List<HistoricOrder> history = java.util.stream.IntStream.range(0, 1_200)
                .mapToObj(i -> new HistoricOrder(
                        Ids.next(),
                        null,
                        "old" + i + "@example.org",
                        OrderState.values()[i % 8],
                        Stage.address("DE"),
                        "standard",
                        List.of(line),
                        clock.instant().minus(Duration.ofDays(90 - i % 90)),
                        null,
                        i % 8 == 4 ? TRACKING : null))
                .toList();
        long events = stage.count("select count(*) from events.outbox");

        assertThat(orders.importHistory(history)).isEqualTo(1_200);
        assertThat(orders.importHistory(history)).isZero();

        Order order = orders.require(history.getFirst().id());
        assertThat(order.totals().total()).isEqualTo(eur(2_490));
        assertThat(order.totals().tax()).isEqualTo(eur(398));
        assertThat(orders.timeline(history.get(4).id()))
                .extracting(TimelineEntry::to)
                .endsWith(OrderState.DELIVERED);
        assertThat(stage.count("select count(*) from events.outbox")).isEqualTo(events);
        assertThat(order.paymentId()).as("placed, and not paid").isNull();
        Order delivered = orders.require(history.get(4).id());
        assertThat(delivered.tracking()).isEqualTo(TRACKING);
        assertThat(payment(delivered)).isEqualTo(PaymentState.CAPTURED);
        assertThat(stage.payments.ledger(delivered.paymentId()))
                .extracting(io.peakday.payments.LedgerEntry::kind)
                .containsExactly("created", "authorized", "captured");
        Order refunded = orders.require(history.get(7).id());
        assertThat(payment(refunded)).isEqualTo(PaymentState.REFUNDED);
        assertThat(stage.payments.ledger(refunded.paymentId()).stream()
                        .mapToLong(entry -> entry.amount().minor())
                        .sum())
                .isZero();
        assertThat(stage.count("""
                        select count(*) from payments.payment p where p.card_token = 'imported' and p.captured - p.refunded
                            <> (select sum(l.amount) from payments.ledger l where l.payment_id = p.id)""")).as("the ledger adds up").isZero();

        Order back =
                orders.refund(delivered.id(), new RefundRequest(Ids.next(), List.of(), eur(500), "Goodwill"), ANNA);
        assertThat(back.refunded()).isEqualTo(eur(500));
        assertThat(payment(back)).isEqualTo(PaymentState.PARTLY_REFUNDED);
    }

    private Order placed(int units, String card) {
        var outcome = stage.checkout.place(stage.request(stage.cart(lamp, units), card));
        return ((CheckoutOutcome.Placed) outcome).order();
    }

    private Order delivered(int units) {
        return deliver(placed(units, Stage.PLAIN_CARD));
    }

    private Order deliver(Order order) {
        orders.pack(order.id(), ANNA);
        orders.ship(order.id(), TRACKING, ANNA);
        return orders.deliver(order.id(), ANNA);
    }

    /** A checkout whose card holder has not answered the challenge yet. */
    private CheckoutOutcome.ChallengeRequired challenged(UUID customer) {
        CartOwner owner = new CartOwner(customer);
        UUID cart = stage.carts.create(owner);
        stage.carts.put(cart, owner, lamp, 1);
        CheckoutRequest guests = stage.request(cart, Stage.CHALLENGED_CARD);
        var request = new CheckoutRequest(
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
        return (CheckoutOutcome.ChallengeRequired) stage.checkout.place(request);
    }

    private void refund(Order order, List<RefundRequest.Line> lines, Money other) {
        orders.refund(order.id(), new RefundRequest(Ids.next(), lines, other, "Scratched"), ANNA);
    }

    private PaymentState payment(Order order) {
        return stage.payments.payment(order.paymentId()).orElseThrow().state();
    }

    /** Whether one of its events says both that it arrived and that it is the customer's. */
    private boolean saysWhoGotIt(Order order, UUID customer) {
        return stage
                .database
                .sql()
                .sql("select payload from events.outbox where key = ? and payload like '%deliveredAt%'")
                .param(order.id().toString())
                .query(String.class)
                .list()
                .stream()
                .anyMatch(payload -> payload.contains("\"customerId\":\"" + customer + '"'));
    }

    private List<String> eventsOf(Order order) {
        return stage.database
                .sql()
                .sql("select type from events.outbox where key = ? order by event_id")
                .param(order.id().toString())
                .query(String.class)
                .list();
    }

    private static Money eur(long cents) {
        return Money.of(cents, "EUR");
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo(code));
    }
}

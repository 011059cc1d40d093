package io.peakday.orders;

import io.peakday.contracts.OrderEvents;
import io.peakday.contracts.OrderFacts;
import io.peakday.contracts.OrderPaid;
import io.peakday.contracts.OrderPlaced;
import io.peakday.customers.Retained;
import io.peakday.engines.Database;
import io.peakday.events.Fact;
import io.peakday.events.Outbox;
import io.peakday.inventory.Inventory;
import io.peakday.kernel.Failure;
import io.peakday.payments.Payments;
import io.peakday.pricing.Pricing;
import io.peakday.web.Page;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The orders and everything that happens to them after checkout.
 *
 * <p>Every move is one transaction under the order's row lock: the state, the timeline, the stock and the fact change
 * together or not at all. Money moves outside it: a refund is written down first, then asked for, then entered.
 */
public final class Orders {
    private final Database database;
    private final Outbox outbox;
    private final OrderRows rows;
    private final OrderLists lists;
    private final OrderTransitions transitions;
    private final OrderReturns returns;
    private final OrderRefunds refunds;
    private final GuestLookUps lookUps;
    private final OrderHistory history;
    private final OrderPeople people;
    private final OrderErasure erasure;
    private final CheckoutRecords checkouts;

    public Orders(
            Database database,
            Outbox outbox,
            InstantSource clock,
            OrderModules modules,
            OrdersSettings settings,
            Pricing pricing) {
        this(database, outbox, clock, modules, settings, pricing, InvoiceSettings.DEFAULT_YEARS);
    }

    /** @param invoiceYears years, see {@link InvoiceSettings} */
    public Orders(
            Database database,
            Outbox outbox,
            InstantSource clock,
            OrderModules modules,
            OrdersSettings settings,
            Pricing pricing,
            int invoiceYears) {
        Inventory inventory = modules.inventory();
        Payments payments = modules.payments();
        this.database = database;
        this.outbox = outbox;
        this.checkouts = modules.checkouts();
        this.rows = new OrderRows(database);
        this.lists = new OrderLists(database);
        this.refunds = new OrderRefunds(database, outbox, clock, payments, rows);
        this.transitions = new OrderTransitions(database, outbox, clock, inventory, rows, refunds);
        this.returns = new OrderReturns(database, outbox, clock, inventory, rows, refunds, settings.returnWindow());
        this.lookUps = new GuestLookUps(database, rows, settings.lookUps());
        this.history = new OrderHistory(database, rows, pricing, payments);
        this.people = new OrderPeople(database, outbox, clock, rows);
        this.erasure = new OrderErasure(database, outbox, clock, modules, invoiceYears);
    }

    public Optional<Order> find(UUID id) {
        return rows.find(id);
    }

    /** By number, however it was typed. */
    public Optional<Order> byNumber(String number) {
        return rows.byNumber(number);
    }

    /**
     * The order with this number and e-mail, for somebody not signed in.
     *
     * @param from whose attempts are counted together: an address
     * @throws Failure {@code orders.too-many-look-ups}
     */
    public Optional<Order> lookUp(String number, String email, String from) {
        return lookUps.find(number, email, from);
    }

    /** Newest first. */
    public Page<OrderSummary> list(OrderFilter filter, @Nullable String cursor, int limit) {
        return lists.list(filter, cursor, limit);
    }

    /** How many orders are in each state; states without orders are absent. */
    public Map<OrderState, Long> counts() {
        return lists.counts();
    }

    /** Writes the matching orders as CSV (RFC 4180), newest first, with flat memory. */
    public void exportCsv(OrderFilter filter, Appendable to) throws IOException {
        OrderCsv.write(lists, filter, to);
    }

    /** Oldest first, with what is for staff only. */
    public List<TimelineEntry> timeline(UUID orderId) {
        return rows.timeline(orderId);
    }

    /**
     * Enters orders that were paid at checkout: rows, timelines and facts, in the caller's transaction. A second order for
     * a cart is refused by the database.
     */
    public void enter(List<PlacedOrder> placed) {
        database.connection(tx -> {
            rows.insert(tx, placed);
            return placed;
        });
        List<Fact<?>> facts = new ArrayList<>();
        for (PlacedOrder one : placed) {
            Order order = one.order();
            OrderFacts about = order.facts();
            String key = order.id().toString();
            facts.add(new Fact<>(OrderEvents.PLACED, key, new OrderPlaced(about)));
            UUID paymentId = order.paymentId();
            if (paymentId != null) {
                facts.add(new Fact<>(OrderEvents.PAID, key, new OrderPaid(about, paymentId)));
            }
        }
        outbox.appendFacts(facts);
    }

    /** A number for a new order. */
    public String nextNumber(Instant at) {
        return OrderNumbers.next(at);
    }

    public Order pack(UUID orderId, PerformedBy by) {
        return transitions.pack(orderId, by);
    }

    public Order ship(UUID orderId, Tracking tracking, PerformedBy by) {
        return transitions.ship(orderId, tracking, by);
    }

    public Order deliver(UUID orderId, PerformedBy by) {
        return transitions.deliver(orderId, by);
    }

    /** Before shipping only: stock goes back, money goes back. */
    public Order cancel(UUID orderId, String reason, PerformedBy by) {
        return transitions.cancel(orderId, reason, by);
    }

    /** Adds a note for staff, 1 to 2000 characters. */
    public void note(UUID orderId, String text, PerformedBy by) {
        transitions.note(orderId, text, by);
    }

    /**
     * Asks for a return, of delivered goods and within the window; also of goods whose money was refunded before.
     *
     * @throws Failure {@code orders.not-returnable}, a conflict
     */
    public OrderReturn requestReturn(UUID orderId, ReturnRequest request, PerformedBy by) {
        return returns.request(orderId, request, false, by);
    }

    /**
     * Announces what has come back, by those who hold it in their hands: of any order that was sent, also after the window and
     * after all the money was refunded.
     *
     * @throws Failure {@code orders.not-returnable}, a conflict
     */
    public OrderReturn announceReturn(UUID orderId, ReturnRequest request, PerformedBy by) {
        return returns.request(orderId, request, true, by);
    }

    /**
     * The goods came in: restocked, and their value refunded if asked for, as far as it was not refunded before. Once.
     *
     * @throws Failure {@code orders.return-ended}, a conflict, where the return was refused, or received without the refund
     *     that is asked for now
     */
    public OrderReturn receiveReturn(UUID returnId, boolean refund, PerformedBy by) {
        return returns.receive(returnId, refund, by);
    }

    /**
     * The return is refused.
     *
     * @throws Failure {@code orders.return-ended}, a conflict, where the goods were received
     */
    public OrderReturn rejectReturn(UUID returnId, String reason, PerformedBy by) {
        return returns.reject(returnId, reason, by);
    }

    public List<OrderReturn> returns(UUID orderId) {
        return returns.of(orderId);
    }

    public Optional<OrderReturn> findReturn(UUID returnId) {
        return returns.find(returnId);
    }

    /**
     * Refunds money, of lines or otherwise.
     *
     * @throws Failure {@code orders.refund-too-large}, a conflict
     */
    public Order refund(UUID orderId, RefundRequest request, PerformedBy by) {
        return refunds.refund(orderId, request, by);
    }

    /** All refunds of an order, also those under way and refused, with the tax in each; oldest first. */
    public List<OrderRefund> refunds(Order order) {
        return refunds.of(order);
    }

    /** How many of a line a customer may still ask to return now; zero before delivery and after the window. */
    public int returnable(Order order, OrderLine line) {
        return returns.returnable(order, line);
    }

    /**
     * Gives a verified customer the guest orders placed with that e-mail.
     *
     * @return how many
     */
    public int claim(UUID customerId, String verifiedEmail) {
        return people.claim(customerId, verifiedEmail);
    }

    /**
     * Takes what is personal out of a deleted customer's finished orders, and of all that belongs to them; {@link
     * #sweepForgotten} follows with those under way.
     *
     * @return how many
     */
    public int forget(UUID customerId) {
        return erasure.erase(customerId);
    }

    /** As {@link #forget}, of one order that a guest placed, or of a guest's open checkout and the order that may come of it. */
    public int forgetOrder(UUID orderId) {
        return erasure.erase(orderId);
    }

    /** The orders that a guest placed with this e-mail address and no customer has claimed, oldest first. */
    public List<UUID> ofGuest(String email) {
        return database.sql()
                .sql("select id from orders.orders where email_key = ? and customer_id is null order by placed_at, id")
                .param(OrderRows.emailKey(email))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** The guest's checkouts under this e-mail address that may still become orders, which will have these ids. */
    public List<UUID> openCheckoutsOfGuest(String email) {
        return checkouts.openOfGuest(OrderRows.emailKey(email));
    }

    /** Forgets a guest's checkouts that came to nothing, with what was typed into them. */
    public void forgetGuestCheckouts(String email) {
        checkouts.forgetUnsuccessful(OrderRows.emailKey(email));
    }

    /** What an erasure of the customer would leave, or has left. */
    public List<Retained> retained(UUID customerId) {
        return erasure.retained(customerId);
    }

    /** As {@link #retained}, of one order that a guest placed. */
    public List<Retained> retainedOfOrder(UUID orderId) {
        return erasure.retainedOfOrder(orderId);
    }

    /** Whom the invoice of an erased order was written to, while the law keeps it. */
    public Optional<KeptInvoice> keptInvoice(UUID orderId) {
        return erasure.kept(orderId);
    }

    /**
     * Takes what is personal out of orders of deleted customers that have ended since, and forgets checkouts that came to
     * nothing a month ago and invoices whose time is over. Safe on any number of nodes.
     *
     * @return how many orders
     */
    public int sweepForgotten() {
        people.sweep();
        return erasure.sweep();
    }

    /**
     * Writes history in bulk, with its payments and their ledger: no mails, no stock, no events. Ids already there are skipped.
     *
     * @return how many were new
     */
    public int importHistory(List<HistoricOrder> orders) {
        return history.write(orders);
    }

    /**
     * Asks again for refunds without an answer. Safe on any number of nodes.
     *
     * @return how many
     */
    public int sweepRefunds() {
        return refunds.sweep();
    }

    /** @throws Failure {@code orders.not-found} */
    public Order require(UUID orderId) {
        return find(orderId).orElseThrow(Orders::notFound);
    }

    /**
     * By number, however it was typed.
     *
     * @throws Failure {@code orders.not-found}
     */
    public Order require(String number) {
        return byNumber(number).orElseThrow(Orders::notFound);
    }

    /**
     * An order that is erased by itself: that of a customer is erased with the customer.
     *
     * @throws Failure {@code orders.not-found}, {@code orders.has-customer}
     */
    public Order requireOfGuest(String number) {
        Order order = require(number);
        if (order.customerId() != null) {
            throw Failure.conflict(
                    "orders.has-customer", "This order belongs to a customer; erase the customer instead.");
        }
        return order;
    }

    static Failure notFound() {
        return Failure.notFound("orders.not-found", "There is no such order.");
    }
}

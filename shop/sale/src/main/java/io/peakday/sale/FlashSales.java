package io.peakday.sale;

import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.events.Outbox;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Sessions;
import io.peakday.identity.SignedSession;
import io.peakday.inventory.Inventory;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.waiting.WaitingRoom;
import io.peakday.waiting.WaitingRooms;
import io.peakday.web.Cursors;
import io.peakday.web.Page;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sales of sought-after items: a quantity allocated from the stock, claimed by many at once, held for a while and paid. A sale has one item
 * or several; each is claimed by its own id, and what is changed, is changed for all of them.
 *
 * <p><b>Never oversold</b>: every claim is granted in a transaction that holds the lock of the sale's one counter row, on
 * whichever node. <b>Durable</b>: an answer {@code Claimed} is on disk. <b>Fast</b>: claims that wait anyway share that
 * transaction ({@link GroupCommit}), so the lock and the flush are paid by the group; and a sale of which nothing can be had is
 * answered from memory ({@link SoldOutCache}).
 */
public final class FlashSales implements AutoCloseable {
    /** A sale that nobody asked for so long is not remembered any more. */
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final Database database;
    private final Inventory inventory;
    private final SaleRows rows;
    private final WaitingRooms rooms;
    private final SalePlanning planning;
    private final AdmissionCheck admission;
    private final Holds holds;
    private final ClaimPayments payments;
    private final Settlements settlements;
    private final SoldOutCache soldOut;
    private final SaleReads reads;
    private final FiguresReader figures;
    private final GroupCommit<ClaimRequest, ClaimResult> claims;

    public FlashSales(
            Database database,
            Outbox outbox,
            Inventory inventory,
            WaitingRooms rooms,
            Sessions sessions,
            InstantSource clock,
            SaleSettings settings) {
        this.database = database;
        this.inventory = inventory;
        this.rows = new SaleRows(database);
        this.holds = new Holds(database, outbox, rows, settings.lapseBatch());
        this.rooms = rooms;
        this.planning = new SalePlanning(database, inventory, rooms, clock, rows);
        this.admission = new AdmissionCheck(rooms, sessions, rows, new CodeGuesses(database), clock);
        this.payments = new ClaimPayments(database);
        this.settlements = new Settlements(database, inventory, rows);
        this.soldOut = new SoldOutCache(database, FORGET_AFTER);
        this.reads = new SaleReads(database);
        this.figures = new FiguresReader(database, clock);
        this.claims = new GroupCommit<>(
                "sale.claim",
                database.dataSource(),
                settings.groupSize(),
                settings.maxWaiting(),
                2,
                ClaimRequest::saleId,
                new ClaimBatch(sessions));
    }

    /**
     * Plans a sale and takes its units from the stock.
     *
     * @throws Failure {@code sale.bad-sale}, {@code sale.too-few}
     */
    public Sale plan(SaleDraft draft) {
        return plan(Ids.next(), draft);
    }

    /**
     * The same under an id of the caller's: asking again gives the sale that was planned, and takes nothing more.
     *
     * @throws Failure {@code sale.bad-sale}, {@code sale.too-few}
     */
    public Sale plan(UUID id, SaleDraft draft) {
        return planning.plan(id, draft);
    }

    /**
     * One more item for a sale, with its name, times, hold, code and waiting room; it can be claimed as soon as the sale is open. Asking
     * again with the same id gives the item that was added.
     *
     * @param to any item of the sale
     * @throws Failure {@code sale.bad-sale}, {@code sale.too-few}, {@code sale.item-twice}, {@code sale.too-many-items}, {@code
     *     sale.id-taken}, {@code sale.over}
     */
    public Sale addItem(UUID id, UUID to, SaleItem item) {
        return planning.addItem(id, to, item);
    }

    /**
     * Takes an item out of a sale that has not begun, by the database's clock, and gives its units to the stock. The item is gone
     * then, and its id with it; the others, their code and their waiting room stay, also where it was the first.
     *
     * @param of any item of the sale
     * @return the first of those that are left
     * @throws Failure {@code sale.not-found}, also if the item is in another sale or was taken out already; {@code sale.begun}, {@code
     *     sale.over}; {@code sale.item-claimed}; {@code sale.last-item}: stop the sale instead
     */
    public Sale removeItem(UUID of, UUID item) {
        return planning.removeItem(of, item);
    }

    /** All items of the sale that this one belongs to and where their units are, the first one first; empty if there is none. */
    public List<SaleNow> items(UUID id) {
        return reads.items(id);
    }

    /** That nothing is left, where this node remembers it and this customer holds nothing; costs no query, and grants nothing. */
    public Optional<ClaimOutcome> refusal(UUID saleId, UUID customerId) {
        return Optional.ofNullable(soldOut.answer(saleId, customerId)).filter(ClaimOutcome.SoldOut.class::isInstance);
    }

    /**
     * Asks for units. Asking again gives the same claim. Before a sale with a waiting room it gives a place in line, and the
     * claim once it is the customer's turn. Not inside a transaction.
     *
     * @throws Failure {@code sale.not-found}, {@code sale.bad-claim}, {@code sale.line-full}, {@code group.full}
     */
    public ClaimOutcome claim(UUID saleId, UUID customerId, int quantity) {
        return claim(saleId, customerId, quantity, null);
    }

    /** The same, with what the customer gave as the sale's access code. */
    public ClaimOutcome claim(UUID saleId, UUID customerId, int quantity, @Nullable String code) {
        return claim(new ClaimRequest(saleId, customerId, quantity, null), code);
    }

    /**
     * The same for the customer of a session, which is found open, or not, in the transaction that grants the claim.
     *
     * @throws Failure also {@code identity.sign-in-required}: the session is over
     */
    public ClaimOutcome claim(UUID saleId, SignedSession session, int quantity, @Nullable String code) {
        return claim(new ClaimRequest(saleId, session.customerId(), quantity, session), code);
    }

    private ClaimOutcome claim(ClaimRequest request, @Nullable String code) {
        UUID saleId = request.saleId();
        UUID customerId = request.customerId();
        ClaimOutcome known = soldOut.answer(saleId, customerId);
        boolean early = known instanceof ClaimOutcome.NotOpen not && not.state() == SaleState.PLANNED;
        if (known == null || early) {
            ClaimOutcome stopped = admission.stop(request, code);
            if (stopped != null) {
                return stopped;
            }
        }
        if (known != null) {
            return known;
        }
        return switch (claims.submit(request)) {
            case ClaimResult.Decided(ClaimOutcome outcome, int left) -> {
                if (left == 0 || outcome instanceof ClaimOutcome.NotOpen) {
                    soldOut.suspect(saleId);
                }
                yield outcome;
            }
            case ClaimResult.NoSale none -> throw notFound();
            case ClaimResult.SessionOver over -> throw CurrentActor.signInRequired();
        };
    }

    /** What this customer holds in this sale, if it can still be paid. */
    public Optional<Hold> hold(UUID saleId, UUID customerId) {
        return holds.find(saleId, customerId);
    }

    /** The latest claim of this customer in each of these sales, where there was one. */
    public List<LastClaim> lastClaims(UUID customerId, Collection<UUID> saleIds) {
        return holds.last(customerId, saleIds);
    }

    /**
     * The customer does not want any more what is held: it goes back on sale at once. False if nothing is held; asking again does no
     * harm. Who released a claim may claim again, as long as something is left.
     *
     * @throws Failure {@code sale.not-found}; {@code sale.being-paid}: a checkout of it is under way
     */
    public boolean release(UUID saleId, UUID customerId) {
        return holds.release(saleId, customerId);
    }

    /**
     * The checkouts of these claims are under way: they do not expire before that time is over. Joins the caller's transaction,
     * which locks nothing of the sales afterwards.
     *
     * @return how many units are held for each; who holds nothing (any more) is missing
     */
    public Map<ClaimPayment, Integer> beginPayments(Collection<ClaimPayment> begun, Duration atMost) {
        return payments.begin(begun, atMost);
    }

    /** This checkout came to nothing: what it would have paid expires at its hold's end again. Joins the caller's transaction. */
    public void endPayment(UUID checkoutId) {
        payments.end(checkoutId);
    }

    /**
     * The claims were paid with these orders; outcomes in the same order. A claim that expired although its checkout went on is
     * taken again if enough is left. Joins the caller's transaction, which must lock no stock before.
     *
     * @param paid each customer and sale once
     */
    public List<PayOutcome> payAll(List<ClaimPayment> paid) {
        return payments.pay(paid);
    }

    /** As {@link #payAll} for one. */
    public PayOutcome pay(UUID saleId, UUID customerId, UUID orderId) {
        return payAll(List.of(new ClaimPayment(saleId, customerId, orderId))).getFirst();
    }

    /** Releases what was not paid in time. Returns how many claims. */
    public int expireDue() {
        return holds.expireDue();
    }

    /** Gives to the stock what nobody bought of the sales that are over. Returns how many sales. */
    public int settleDue() {
        int settled = settlements.settleDue();
        figures.forgetSeconds();
        return settled;
    }

    /** Finds out whether something can be had again of what is answered from memory. */
    public void lookAgain() {
        soldOut.lookAgain();
    }

    public Optional<Sale> find(UUID id) {
        return rows.find(id);
    }

    /** @throws Failure {@code sale.not-found} */
    public Sale require(UUID id) {
        return rows.require(id);
    }

    /** @throws Failure {@code sale.not-found} */
    public SaleCount count(UUID id) {
        return rows.count(id).orElseThrow(FlashSales::notFound);
    }

    /**
     * Those that open last come first.
     *
     * @param limit 1 to 200
     */
    public Page<Sale> list(@Nullable String cursor, int limit) {
        new Checks().range("limit", limit, 1, 200).orThrow("sale.bad-page", "This page cannot be shown.");
        List<String> after = Cursors.read(cursor, 2).orElse(List.of());
        Instant at = null;
        UUID id = null;
        if (!after.isEmpty()) {
            at = ofMicros(after.getFirst());
            id = Ids.parse(after.getLast()).orElseThrow(Cursors::bad);
        }
        return Page.of(rows.list(at, id, limit + 1), limit, last -> Cursors.of(micros(last.opensAt()), last.id()));
    }

    /** No claim of any of its items is granted any more once this has returned, until {@link #resume}. */
    public Sale pause(UUID id) {
        return planning.pause(id);
    }

    public Sale resume(UUID id) {
        return planning.resume(id);
    }

    /** Ends it permanently; what is held can still be paid. */
    public Sale stop(UUID id) {
        return planning.stop(id);
    }

    /**
     * Moves the closing.
     *
     * @throws Failure {@code sale.bad-sale} if that is not after the opening, or too far; {@code sale.over}
     */
    public Sale close(UUID id, Instant closesAt) {
        return planning.close(id, closesAt);
    }

    /**
     * Lets in more or fewer a second, or asks for more or less work, from now on.
     *
     * @throws Failure {@code sale.bad-sale}; {@code sale.no-door} if the sale was planned without a waiting room; {@code sale.over}
     */
    public Sale changeAdmission(UUID id, AdmissionPolicy admission) {
        return planning.changeAdmission(id, admission);
    }

    /** Recomputes the counters from the claims. Reads everything; locks nothing. */
    public SaleReport verify() {
        return new SaleVerification(database, inventory).run();
    }

    /** How many claims shared a transaction so far, on average. */
    double claimsPerTransaction() {
        return claims.requests() / (double) Math.max(1, claims.commits());
    }

    @Override
    public void close() {
        claims.close();
    }

    /** The sale and where its units are now. */
    public Optional<SaleNow> now(UUID id) {
        return reads.now(id);
    }

    /**
     * Those that are coming or running, those that opened first at the front.
     *
     * @param limit 1 to 200
     */
    public List<SaleNow> current(int limit) {
        new Checks().range("limit", limit, 1, 200).orThrow("sale.bad-page", "This list cannot be shown.");
        return reads.current(limit);
    }

    /** Where the units of these sales are, by sale; one that does not exist is left out. */
    public Map<UUID, SaleCount> counts(Collection<UUID> ids) {
        return reads.counts(ids);
    }

    /** How many customers wait in line before it; empty where it has no waiting room. */
    public OptionalLong inLine(Sale sale) {
        return rooms.find(sale.groupId()).stream()
                .mapToLong(WaitingRoom::waiting)
                .findFirst();
    }

    /** What the customer has in the sale; {@link Holding#NONE} for a stranger to it. */
    public Holding holding(UUID saleId, UUID customerId) {
        return reads.holding(saleId, customerId);
    }

    /**
     * How the sale goes. Read once a second at most, however many watch, at a cost that does not grow with the claims.
     *
     * @throws Failure {@code sale.not-found}
     */
    public SaleFigures figures(UUID saleId) {
        return figures.of(saleId);
    }

    /** Writes every claim as CSV with a head: {@code customer,turn,pieces,state,claimed_at,hold_until,order}. */
    public void exportClaims(UUID saleId, Appendable to) throws IOException {
        require(saleId);
        reads.export(saleId, to);
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant ofMicros(String micros) {
        try {
            return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            throw Cursors.bad();
        }
    }

    /** What is said of a sale that there is not. */
    public static Failure notFound() {
        return Failure.notFound("sale.not-found", "There is no such sale.");
    }
}

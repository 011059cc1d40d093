package io.peakday.checkout;

import io.peakday.engines.Database;
import io.peakday.engines.GroupCommit;
import io.peakday.events.Personal;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.orders.Order;
import io.peakday.orders.OrdersSettings;
import io.peakday.payments.DeclineCode;
import io.peakday.payments.Payment;
import io.peakday.payments.PaymentOutcome;
import io.peakday.pricing.Address;
import io.peakday.pricing.Pricing;
import io.peakday.pricing.Shipping;
import io.peakday.pricing.Totals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * Turns carts into orders: exactly one per cart, permanently.
 *
 * <p><b>Prepare</b>, one transaction: the cart is locked, checked and priced, the goods reserved, the agreement frozen, the
 * payment opened. <b>Pay</b>, outside any transaction: the provider is asked under keys made from the checkout's id, so
 * that asking again is harmless. <b>Finalize</b>, one transaction: checkout, cart, order, facts and stock together.
 *
 * <p>Whoever dies in between leaves a row that says how far it got and from when on another may go on ({@link #sweep}).
 * A checkout that is given up is first marked {@code CLOSING}, from which no order can come; only then is the money freed,
 * and only then the goods and the cart.
 *
 * <p>Both transactions are group commits: under load many checkouts share one, which is where the speed comes from. Each has
 * one lane: with two, transactions of different checkouts waited for each other's stock rows and shared less (474 instead
 * of 1,014 checkouts a second).
 */
public final class Checkout implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkout.class);
    private static final int MAX_BATCH = 64;
    private static final int MAX_WAITING = 5_000;
    private static final int SWEEP = 20;
    private static final int MAX_BACKOFF = 6;
    private static final int MAX_ATTEMPTS = 5;

    private final Database database;
    private final CheckoutModules modules;
    private final CheckoutRows rows;
    private final Quoting quoting;
    private final CheckoutSteps steps;
    private final InstantSource clock;
    private final GroupCommit<CheckoutRequest, Prepared> prepares;
    private final GroupCommit<CheckoutRow, Optional<Order>> finalizations;

    public Checkout(
            Database database,
            CheckoutModules modules,
            Pricing pricing,
            OrdersSettings settings,
            CheckoutSteps steps,
            InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.modules = modules;
        this.rows = new CheckoutRows(database, settings);
        this.quoting = new Quoting(modules, pricing, clock);
        this.steps = steps;
        this.prepares = new GroupCommit<>(
                "checkout-prepare",
                database.dataSource(),
                MAX_BATCH,
                MAX_WAITING,
                new PrepareBatch(modules, rows, new Freezing(pricing), steps, settings, clock));
        this.finalizations = new GroupCommit<>(
                "checkout-finalize",
                database.dataSource(),
                MAX_BATCH,
                MAX_WAITING,
                new FinalizeBatch(modules, rows, steps, clock));
    }

    /**
     * What the cart would cost; changes nothing.
     *
     * @throws Failure {@code cart.not-found}, {@code orders.empty-cart}
     */
    public Quote quote(QuoteRequest request) {
        return quoting.quote(request);
    }

    /** Before anything is reserved. What was begun while somebody took payments goes on. */
    void requirePayments(@Nullable UUID checkoutId) {
        if (!modules.payments().setup().ready()
                && (checkoutId == null || rows.find(checkoutId).isEmpty())) {
            modules.payments().setup().require();
        }
    }

    /**
     * Buys the cart, or says what stands in the way. Safe to repeat with the same request. Not inside a transaction.
     *
     * @throws Failure {@code cart.not-found}, {@code orders.empty-cart}, {@code orders.no-shipping},
     *     {@code orders.checkout-reused}, {@code payments.not-set-up}
     */
    public CheckoutOutcome place(CheckoutRequest request) {
        requirePayments(request.checkoutId());
        Prepared prepared = prepare(request);
        for (int attempt = 1; attempt < MAX_ATTEMPTS && prepared instanceof Prepared.Busy busy; attempt++) {
            CheckoutOutcome other = makeRoom(busy.otherCheckout());
            if (!(other instanceof CheckoutOutcome.Abandoned)) {
                return other;
            }
            prepared = prepare(request);
        }
        return switch (prepared) {
            case Prepared.Ready ready -> {
                steps.reached("prepare.committed");
                yield pay(ready.checkout(), ready.payment());
            }
            case Prepared.Existing existing -> {
                requireSame(existing.checkout(), request);
                yield resume(existing.checkout());
            }
            case Prepared.Busy busy ->
                throw new Failure(
                        Fault.UNAVAILABLE,
                        "orders.cart-contended",
                        "Other checkouts of this cart come and go just now; please try again shortly.",
                        List.of(),
                        null);
            case Prepared.Ordered ordered -> already(ordered.orderId());
            case Prepared.Refused refused -> refused.outcome();
            case Prepared.Failed failed -> throw failed.failure();
        };
    }

    /**
     * Goes on with a checkout: after a challenge, a pending payment, or a crash.
     *
     * @throws Failure {@code orders.no-checkout}
     */
    public CheckoutOutcome resume(UUID checkoutId) {
        return resume(require(checkoutId));
    }

    /** Gives a checkout up: voids, releases, reopens the cart. An order it has become stays. */
    public CheckoutOutcome abandon(UUID checkoutId) {
        CheckoutRow checkout = require(checkoutId);
        return checkout.state().isFinal() ? resume(checkout) : close(checkout, "The checkout was given up.");
    }

    /** Empty also where what was personal in it was erased: who has the link learns nothing any more. */
    public Optional<CheckoutView> find(UUID checkoutId) {
        return rows.find(checkoutId)
                .filter(checkout -> !checkout.email().equals(Personal.ERASED_EMAIL))
                .map(this::view);
    }

    /**
     * Picks up checkouts that are due: left by a dead process, waiting for the bank, or past their deadline. Safe on any
     * number of nodes.
     *
     * @return how many it took
     */
    public int sweep() {
        var due = rows.takeDue(SWEEP);
        for (UUID id : due) {
            try {
                resume(id);
            } catch (RuntimeException e) {
                // The next lease tries again; one bad checkout must not hold back the others.
                LOG.error("Checkout {} could not be resumed; it is tried again.", id, e);
            }
        }
        return due.size();
    }

    /** Something became known about a payment: the sweep looks at its checkout next. Joins the caller's transaction. */
    public void wakeUp(UUID paymentId) {
        rows.wakeUp(paymentId);
    }

    @Override
    public void close() {
        prepares.close();
        finalizations.close();
    }

    private CheckoutOutcome resume(CheckoutRow checkout) {
        return switch (checkout.state()) {
            case COMPLETED -> already(checkout.id());
            case DECLINED -> declined(checkout.id(), checkout.decline());
            case ABANDONED -> new CheckoutOutcome.Abandoned(checkout.id());
            case CLOSING -> close(checkout, "The checkout was given up.");
            case PREPARED, CHALLENGED, PENDING -> {
                Payment payment = modules.payments()
                        .payment(checkout.id())
                        .orElseThrow(() -> new IllegalStateException("checkout without payment " + checkout.id()));
                yield checkout.late() && !payment.state().holdsMoney()
                        ? close(checkout, "The checkout was not paid in time.")
                        : pay(checkout, payment);
            }
        };
    }

    private CheckoutOutcome pay(CheckoutRow checkout, Payment payment) {
        PaymentOutcome outcome = modules.payments().authorize(payment);
        if (outcome instanceof PaymentOutcome.Authorized authorized) {
            steps.reached("pay.authorized");
            outcome = modules.payments().capture(authorized.payment());
        }
        return switch (outcome) {
            case PaymentOutcome.Captured captured -> {
                steps.reached("pay.captured");
                yield finish(checkout);
            }
            case PaymentOutcome.Declined declined -> decline(checkout, declined.code());
            case PaymentOutcome.ChallengeNeeded challenge -> {
                rows.challenged(checkout, challenge.url(), clock.instant());
                steps.reached("pay.challenged");
                yield new CheckoutOutcome.ChallengeRequired(checkout.id(), challenge.url());
            }
            case PaymentOutcome.Authorized held -> waitForBank(checkout);
            case PaymentOutcome.Pending pending -> waitForBank(checkout);
            case PaymentOutcome.Cancelled cancelled -> close(checkout, "The payment was given up.");
        };
    }

    private CheckoutOutcome finish(CheckoutRow checkout) {
        try {
            Optional<Order> order = finalizations.submit(checkout);
            steps.reached("finalize.committed");
            if (order.isPresent()) {
                return new CheckoutOutcome.Placed(order.get());
            }
        } catch (FinalizeBatch.CannotFinalize e) {
            LOG.warn(
                    "Checkout {} was paid but cannot become an order ({}); its payment is refunded.",
                    checkout.id(),
                    e.getMessage());
            return close(checkout, "The goods could not be kept until the payment came.");
        }
        // Somebody else has ended it meanwhile: as an order, or by giving it up.
        return resume(checkout.id());
    }

    private CheckoutOutcome waitForBank(CheckoutRow checkout) {
        Duration pause = Duration.ofSeconds(1L << Math.min(checkout.attempts(), MAX_BACKOFF));
        rows.pending(checkout, clock.instant(), pause);
        steps.reached("pay.pending");
        return new CheckoutOutcome.PaymentPending(checkout.id());
    }

    private CheckoutOutcome decline(CheckoutRow checkout, DeclineCode code) {
        if (!end(checkout, CheckoutState.DECLINED, code.name(), "The payment was declined")) {
            return resume(checkout.id());
        }
        steps.reached("close.ended");
        return declined(checkout.id(), code);
    }

    /** Order of things: no order can come of it any more; then the money; then the goods and the cart. */
    private CheckoutOutcome close(CheckoutRow checkout, String reason) {
        if (!rows.closing(checkout.id(), clock.instant())) {
            return resume(checkout.id());
        }
        steps.reached("close.closing");
        PaymentOutcome outcome = modules.payments().cancel(checkout.id(), reason);
        if (outcome instanceof PaymentOutcome.Pending) {
            return new CheckoutOutcome.PaymentPending(checkout.id());
        }
        if (outcome instanceof PaymentOutcome.Captured) {
            LOG.error("The provider refused to refund payment {}; refund it by hand.", checkout.id());
        }
        steps.reached("close.voided");
        if (!end(checkout, CheckoutState.ABANDONED, "", reason)) {
            return resume(checkout.id());
        }
        steps.reached("close.ended");
        return new CheckoutOutcome.Abandoned(checkout.id());
    }

    private boolean end(CheckoutRow checkout, CheckoutState state, String decline, String reason) {
        return database.transact(() -> {
            if (!rows.end(checkout.id(), state, decline, clock.instant())) {
                return false;
            }
            modules.carts().unlock(checkout.cartId(), checkout.id());
            if (!checkout.agreed().claimed().isEmpty()) {
                modules.sales().endPayment(checkout.id());
            }
            modules.inventory().release(checkout.id(), reason);
            return true;
        });
    }

    /** Two nodes that are asked for the same id at once both find nothing; the second finds what the first has written. */
    private Prepared prepare(CheckoutRequest request) {
        try {
            return prepares.submit(request);
        } catch (DuplicateKeyException e) {
            return prepares.submit(request);
        }
    }

    /** Another checkout holds the cart: one that waits for a challenge makes room, one at the bank does not. */
    private CheckoutOutcome makeRoom(UUID otherId) {
        CheckoutRow other = rows.find(otherId).orElse(null);
        if (other == null) {
            // Refused before it was kept, or forgotten since: the cart is open.
            return new CheckoutOutcome.Abandoned(otherId);
        }
        return switch (other.state()) {
            case CHALLENGED, CLOSING -> close(other, "The shopper began again.");
            case COMPLETED -> already(otherId);
            case DECLINED, ABANDONED -> new CheckoutOutcome.Abandoned(otherId);
            case PREPARED, PENDING -> new CheckoutOutcome.PaymentPending(otherId);
        };
    }

    private CheckoutOutcome already(UUID orderId) {
        return new CheckoutOutcome.AlreadyPlaced(modules.orders().require(orderId));
    }

    private static CheckoutOutcome declined(UUID id, @Nullable DeclineCode code) {
        DeclineCode why = code == null ? DeclineCode.DO_NOT_HONOR : code;
        return new CheckoutOutcome.Declined(
                id, why.name().toLowerCase(Locale.ROOT).replace('_', '-'), why.sentence());
    }

    private static void requireSame(CheckoutRow checkout, CheckoutRequest request) {
        if (!checkout.cartId().equals(request.cartId())
                || !Objects.equals(checkout.customerId(), request.customerId())) {
            throw Failure.conflict("orders.checkout-reused", "This id belongs to the checkout of another cart.");
        }
    }

    private CheckoutRow require(UUID id) {
        return rows.find(id).orElseThrow(() -> Failure.notFound("orders.no-checkout", "There is no such checkout."));
    }

    private CheckoutView view(CheckoutRow c) {
        if (c.state() == CheckoutState.COMPLETED) {
            Order order = modules.orders().require(c.id());
            return view(c, order.totals(), order.shipping(), order.shipTo(), order.number());
        }
        CheckoutSnapshot agreed = c.agreed();
        return view(c, agreed.totals(), agreed.shipping(), agreed.shipTo(), null);
    }

    private static CheckoutView view(
            CheckoutRow c, Totals totals, Shipping shipping, Address shipTo, @Nullable String orderNumber) {
        return new CheckoutView(
                c.id(),
                c.cartId(),
                c.customerId(),
                c.email(),
                c.state(),
                totals,
                shipping,
                shipTo,
                orderNumber,
                c.state() == CheckoutState.CHALLENGED ? c.challengeUrl() : null,
                c.deadline());
    }
}

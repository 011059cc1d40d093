package io.peakday.checkout;

import io.peakday.cart.CartLine;
import io.peakday.cart.CartOwner;
import io.peakday.cart.CartView;
import io.peakday.cart.Carts;
import io.peakday.cart.CheckoutLock;
import io.peakday.cart.LockOutcome;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.VariantView;
import io.peakday.checkout.CheckoutOutcome.Missing;
import io.peakday.engines.GroupCommit;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.ReserveOutcome;
import io.peakday.inventory.ReserveRequest;
import io.peakday.inventory.Shortage;
import io.peakday.inventory.StockLine;
import io.peakday.kernel.Failure;
import io.peakday.orders.OrderLine;
import io.peakday.orders.OrdersSettings;
import io.peakday.payments.Payment;
import io.peakday.payments.PaymentDraft;
import io.peakday.payments.Payments;
import io.peakday.sale.ClaimPayment;
import io.peakday.sale.FlashSales;
import java.sql.Connection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first part of many checkouts in one transaction: the carts are locked, checked and priced, the goods reserved, the
 * agreement frozen and the payments opened. A checkout that cannot go on releases its cart within the same transaction
 * and leaves nothing; another checkout of the same cart that came with it then has its turn, so that nobody is answered with a
 * checkout that does not exist.
 */
final class PrepareBatch implements GroupCommit.Batch<CheckoutRequest, Prepared> {
    private final Carts carts;
    private final Catalog catalog;
    private final Inventory inventory;
    private final FlashSales sales;
    private final Payments payments;
    private final CheckoutRows rows;
    private final Freezing freezing;
    private final CheckoutSteps steps;
    private final OrdersSettings settings;
    private final InstantSource clock;

    PrepareBatch(
            CheckoutModules modules,
            CheckoutRows rows,
            Freezing freezing,
            CheckoutSteps steps,
            OrdersSettings settings,
            InstantSource clock) {
        this.carts = modules.carts();
        this.catalog = modules.catalog();
        this.inventory = modules.inventory();
        this.sales = modules.sales();
        this.payments = modules.payments();
        this.clock = clock;
        this.rows = rows;
        this.freezing = freezing;
        this.steps = steps;
        this.settings = settings;
    }

    @Override
    public List<Prepared> run(Connection tx, List<CheckoutRequest> requests) {
        Map<UUID, Prepared> decided = new HashMap<>();
        rows.find(requests.stream().map(CheckoutRequest::checkoutId).distinct().toList())
                .forEach((id, row) -> decided.put(id, new Prepared.Existing(row)));
        List<CheckoutRequest> open = requests;
        while (!open.isEmpty()) {
            List<CheckoutRequest> round = round(open, decided);
            decide(round, decided);
            open = open.stream()
                    .filter(request -> !decided.containsKey(request.checkoutId()))
                    .toList();
        }
        return answers(requests, decided);
    }

    private void decide(List<CheckoutRequest> round, Map<UUID, Prepared> decided) {
        Map<CheckoutRequest, CartView> locked = lock(round, decided);
        Map<CheckoutRequest, CheckoutSnapshot> frozen = freeze(locked, decided);
        holdClaims(frozen, decided);
        reserve(frozen, decided);
        steps.reached("prepare.reserved");
        write(frozen, decided);
        steps.reached("prepare.frozen");
    }

    /**
     * Of those that are open, the first of each cart: the next one of that cart has its turn after it, because the first
     * may be refused for a reason of its own, and leave the cart to the next.
     */
    private static List<CheckoutRequest> round(List<CheckoutRequest> open, Map<UUID, Prepared> decided) {
        Set<UUID> carts = new HashSet<>();
        Set<UUID> ids = new HashSet<>();
        return open.stream()
                .filter(request -> !decided.containsKey(request.checkoutId()))
                .filter(request -> ids.add(request.checkoutId()) && carts.add(request.cartId()))
                .toList();
    }

    private Map<CheckoutRequest, CartView> lock(List<CheckoutRequest> fresh, Map<UUID, Prepared> decided) {
        Map<CheckoutRequest, CartView> locked = new LinkedHashMap<>();
        List<CheckoutRequest> again = new ArrayList<>();
        if (fresh.isEmpty()) {
            return locked;
        }
        List<LockOutcome> outcomes = carts.lockAll(fresh.stream()
                .map(r -> new CheckoutLock(r.cartId(), new CartOwner(r.customerId()), r.checkoutId()))
                .toList());
        for (int i = 0; i < fresh.size(); i++) {
            CheckoutRequest request = fresh.get(i);
            switch (outcomes.get(i)) {
                case LockOutcome.Locked now -> {
                    locked.put(request, now.cart());
                    if (now.again()) {
                        again.add(request);
                    }
                }
                case LockOutcome.Empty empty ->
                    fail(request, "orders.empty-cart", "There is nothing in this cart to buy.", decided);
                case LockOutcome.InCheckout other ->
                    decided.put(request.checkoutId(), new Prepared.Busy(other.checkoutId()));
                case LockOutcome.AlreadyCompleted done ->
                    decided.put(request.checkoutId(), new Prepared.Ordered(done.orderId()));
                case LockOutcome.Merged merged ->
                    fail(
                            request,
                            "orders.cart-merged",
                            "This cart went into the cart of the customer who signed in.",
                            decided);
                case LockOutcome.NotFound none ->
                    decided.put(
                            request.checkoutId(),
                            new Prepared.Failed(Failure.notFound("cart.not-found", "There is no such cart.")));
            }
        }
        found(again, locked, decided);
        return locked;
    }

    /** Another node prepared them between the first look and the cart's lock. */
    private void found(
            List<CheckoutRequest> again, Map<CheckoutRequest, CartView> locked, Map<UUID, Prepared> decided) {
        if (again.isEmpty()) {
            return;
        }
        Map<UUID, CheckoutRow> present =
                rows.find(again.stream().map(CheckoutRequest::checkoutId).toList());
        for (CheckoutRequest request : again) {
            CheckoutRow row = present.get(request.checkoutId());
            if (row != null) {
                locked.remove(request);
                decided.put(request.checkoutId(), new Prepared.Existing(row));
            }
        }
    }

    private Map<CheckoutRequest, CheckoutSnapshot> freeze(
            Map<CheckoutRequest, CartView> locked, Map<UUID, Prepared> decided) {
        // Locking the carts has compared what is remembered of them with the database.
        Map<UUID, VariantView> variants = catalog.variants(locked.values().stream()
                .flatMap(cart -> cart.lines().stream())
                .map(CartLine::variantId)
                .collect(Collectors.toSet()));
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        Map<CheckoutRequest, CheckoutSnapshot> frozen = new LinkedHashMap<>();
        locked.forEach((request, cart) -> {
            switch (freezing.freeze(request, cart, variants, today)) {
                case Freezing.Result.Agreed agreed -> frozen.put(request, agreed.frozen());
                case Freezing.Result.Refused refused ->
                    release(request, new Prepared.Refused(refused.outcome()), decided);
                case Freezing.Result.Impossible impossible ->
                    release(request, new Prepared.Failed(impossible.failure()), decided);
            }
        });
        return frozen;
    }

    /** What was claimed in sales stays held until this checkout has had its time. */
    private void holdClaims(Map<CheckoutRequest, CheckoutSnapshot> frozen, Map<UUID, Prepared> decided) {
        List<ClaimPayment> payments = new ArrayList<>();
        frozen.forEach((request, agreed) -> payments.addAll(payments(request, agreed)));
        Map<ClaimPayment, Integer> held = sales.beginPayments(payments, settings.hold());
        for (CheckoutRequest request : List.copyOf(frozen.keySet())) {
            CheckoutSnapshot agreed = frozen.get(request);
            List<Missing> gone = agreed == null ? List.of() : gone(request, agreed, held);
            if (!gone.isEmpty()) {
                frozen.remove(request);
                sales.endPayment(request.checkoutId());
                release(request, new Prepared.Refused(new CheckoutOutcome.OutOfStock(gone)), decided);
            }
        }
    }

    private static List<Missing> gone(
            CheckoutRequest request, CheckoutSnapshot agreed, Map<ClaimPayment, Integer> held) {
        List<Missing> gone = new ArrayList<>();
        for (CheckoutSnapshot.Claim claim : agreed.claimed()) {
            int units = held.getOrDefault(payment(request.customerId(), request.checkoutId(), claim), 0);
            if (units != claim.quantity()) {
                gone.add(new Missing(
                        claim.variantId(), title(agreed.lines(), claim.variantId()), claim.quantity(), units));
            }
        }
        return gone;
    }

    private static List<ClaimPayment> payments(CheckoutRequest request, CheckoutSnapshot agreed) {
        return agreed.claimed().stream()
                .map(claim -> payment(request.customerId(), request.checkoutId(), claim))
                .toList();
    }

    /** Only a customer's own cart has claims (see {@code Carts.putClaim}). */
    static ClaimPayment payment(@Nullable UUID customerId, UUID checkoutId, CheckoutSnapshot.Claim claim) {
        if (customerId == null) {
            throw new IllegalStateException("a guest's cart with a claim: checkout " + checkoutId);
        }
        return new ClaimPayment(claim.saleId(), customerId, checkoutId);
    }

    private void reserve(Map<CheckoutRequest, CheckoutSnapshot> frozen, Map<UUID, Prepared> decided) {
        List<CheckoutRequest> requests = new ArrayList<>();
        List<ReserveRequest> wanted = new ArrayList<>();
        frozen.forEach((request, agreed) -> {
            List<StockLine> lines = stock(agreed);
            if (!lines.isEmpty()) {
                requests.add(request);
                wanted.add(new ReserveRequest(request.checkoutId(), lines, settings.hold()));
            }
        });
        if (requests.isEmpty()) {
            return;
        }
        List<ReserveOutcome> outcomes = inventory.reserveAll(wanted);
        for (int i = 0; i < requests.size(); i++) {
            CheckoutRequest request = requests.get(i);
            switch (outcomes.get(i)) {
                case ReserveOutcome.Reserved reserved -> {}
                case ReserveOutcome.AlreadyReserved already -> {}
                case ReserveOutcome.Short tooFew -> {
                    CheckoutSnapshot agreed = frozen.remove(request);
                    CheckoutOutcome missing = outOfStock(agreed == null ? List.of() : agreed.lines(), tooFew);
                    endClaims(request, agreed);
                    release(request, new Prepared.Refused(missing), decided);
                }
                case ReserveOutcome.Withdrawn withdrawn -> {
                    endClaims(request, frozen.remove(request));
                    release(
                            request,
                            new Prepared.Failed(Failure.conflict(
                                    "orders.checkout-over", "This checkout is over; begin a new one.")),
                            decided);
                }
            }
        }
    }

    private void endClaims(CheckoutRequest request, @Nullable CheckoutSnapshot agreed) {
        if (agreed != null && !agreed.claimed().isEmpty()) {
            sales.endPayment(request.checkoutId());
        }
    }

    private static void fail(CheckoutRequest request, String code, String why, Map<UUID, Prepared> decided) {
        decided.put(request.checkoutId(), new Prepared.Failed(Failure.conflict(code, why)));
    }

    /** Opens the cart again and says why. */
    private void release(CheckoutRequest request, Prepared why, Map<UUID, Prepared> decided) {
        carts.unlock(request.cartId(), request.checkoutId());
        decided.put(request.checkoutId(), why);
    }

    private void write(Map<CheckoutRequest, CheckoutSnapshot> frozen, Map<UUID, Prepared> decided) {
        if (frozen.isEmpty()) {
            return;
        }
        List<CheckoutRow> checkouts = rows.insert(frozen, clock.instant());
        List<PaymentDraft> drafts = new ArrayList<>();
        frozen.forEach((request, agreed) -> {
            UUID id = request.checkoutId();
            drafts.add(new PaymentDraft(
                    id, "Checkout " + id, agreed.totals().total(), request.cardToken(), request.returnPath()));
        });
        List<Payment> opened = payments.openAll(drafts);
        for (int i = 0; i < checkouts.size(); i++) {
            decided.put(checkouts.get(i).id(), new Prepared.Ready(checkouts.get(i), opened.get(i)));
        }
    }

    /** One answer a request; who asked twice at once is the second the one who finds it there. */
    private static List<Prepared> answers(List<CheckoutRequest> requests, Map<UUID, Prepared> decided) {
        List<Prepared> answers = new ArrayList<>(requests.size());
        for (CheckoutRequest request : requests) {
            Prepared prepared = decided.get(request.checkoutId());
            if (prepared == null) {
                throw new IllegalStateException("checkout " + request.checkoutId() + " was not decided");
            }
            answers.add(prepared);
            if (prepared instanceof Prepared.Ready ready) {
                decided.put(request.checkoutId(), new Prepared.Existing(ready.checkout()));
            }
        }
        return answers;
    }

    /** What has to be reserved: all that is not held by a sale. */
    private static List<StockLine> stock(CheckoutSnapshot agreed) {
        Set<UUID> claimed =
                agreed.claimed().stream().map(CheckoutSnapshot.Claim::variantId).collect(Collectors.toSet());
        Map<UUID, Integer> byVariant = new TreeMap<>();
        agreed.lines().stream()
                .filter(line -> !claimed.contains(line.variantId()))
                .forEach(line -> byVariant.merge(line.variantId(), line.quantity(), Integer::sum));
        return byVariant.entrySet().stream()
                .map(e -> new StockLine(e.getKey(), e.getValue()))
                .toList();
    }

    private static CheckoutOutcome outOfStock(List<OrderLine> lines, ReserveOutcome.Short tooFew) {
        return new CheckoutOutcome.OutOfStock(tooFew.shortages().stream()
                .map((Shortage s) -> new Missing(s.variantId(), title(lines, s.variantId()), s.wanted(), s.available()))
                .toList());
    }

    private static String title(List<OrderLine> lines, UUID variantId) {
        return lines.stream()
                .filter(line -> line.variantId().equals(variantId))
                .map(OrderLine::title)
                .findFirst()
                .orElse("");
    }
}

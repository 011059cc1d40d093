package io.peakday.checkout;

import io.peakday.cart.CartLine;
import io.peakday.cart.CartOwner;
import io.peakday.cart.CartState;
import io.peakday.cart.CartView;
import io.peakday.cart.Carts;
import io.peakday.cart.Claimed;
import io.peakday.contracts.CheckoutStep;
import io.peakday.contracts.CheckoutStep.Attempt;
import io.peakday.contracts.CheckoutStep.Verdict;
import io.peakday.ui.SlotResult;
import io.peakday.ui.Slots;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the steps of other modules before an order is placed. Whoever places orders for people asks it first: the page and the API. */
public final class CheckoutGate {
    /** What a customer reads when a step does not answer. */
    static final Verdict.Stop UNANSWERED = new Verdict.Stop(
            "We cannot take your order at this moment",
            List.of(
                    "Something that we check before every order does not answer.",
                    "Nothing was charged, and your cart stays as it is. Please try again in a minute."));

    private static final Logger LOG = LoggerFactory.getLogger(CheckoutGate.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Checkout checkout;
    private final Carts carts;
    private final List<CheckoutStep> steps;
    private final Slots runner;

    /** @throws IllegalStateException if two have one name */
    public CheckoutGate(Checkout checkout, Carts carts, List<CheckoutStep> steps, Slots runner) {
        Set<String> names = new HashSet<>();
        for (CheckoutStep step : steps) {
            if (!NAME.matcher(step.name()).matches()) {
                throw new IllegalStateException("not the name of a step: " + step.name());
            }
            if (!names.add(step.name())) {
                throw new IllegalStateException("two steps of checkout are called " + step.name());
            }
        }
        this.checkout = checkout;
        this.carts = carts;
        this.steps =
                steps.stream().sorted(Comparator.comparing(CheckoutStep::name)).toList();
        this.runner = runner;
    }

    /** As {@link #check(UUID, CartView, String)}, for the cart of the request; null also where there is no such cart. */
    Verdict.@Nullable Stop check(CheckoutRequest request) {
        return steps.isEmpty()
                ? null
                : carts.find(request.cartId(), new CartOwner(request.customerId()))
                        .map(cart -> check(
                                request.checkoutId(), cart, request.shipTo().country()))
                        .orElse(null);
    }

    /**
     * Asks all steps that the attempt concerns at the same time.
     *
     * @param country where it is delivered to, ISO 3166-1 alpha-2
     * @return null where all pass, else the first that stops it. A checkout that was begun before has passed, and goes on; a cart that
     *     is an order already has, too
     */
    public Verdict.@Nullable Stop check(UUID checkoutId, CartView cart, String country) {
        if (isOrder(cart)) {
            return null;
        }
        Verdict.Stop stop = ask(new Attempt(
                cart.id(),
                cart.customerId(),
                cart.lines().stream().map(CheckoutGate::line).toList(),
                cart.subtotal(),
                country));
        return stop == null || hasPassed(checkoutId, cart) ? null : stop;
    }

    /** Also where the order was finished while the steps were asked, which is why one of them may have said no. */
    private boolean hasPassed(UUID checkoutId, CartView cart) {
        return checkout.find(checkoutId).isPresent()
                || carts.find(cart.id(), new CartOwner(cart.customerId()))
                        .filter(CheckoutGate::isOrder)
                        .isPresent();
    }

    private static boolean isOrder(CartView cart) {
        return cart.state() != CartState.OPEN && cart.state() != CartState.CHECKOUT;
    }

    private static CheckoutStep.Line line(CartLine line) {
        Claimed claimed = line.claimed();
        return new CheckoutStep.Line(line.variantId(), line.quantity(), claimed == null ? null : claimed.saleId());
    }

    /** A step that cannot even say this is asked. */
    private static boolean concerns(CheckoutStep step, Attempt attempt) {
        try {
            return step.concerns(attempt);
        } catch (RuntimeException e) {
            LOG.warn("The step {} of checkout cannot say whether an order concerns it", step.name(), e);
            return true;
        }
    }

    private Verdict.@Nullable Stop ask(Attempt attempt) {
        List<Slots.Call<Verdict>> calls = steps.stream()
                .filter(step -> concerns(step, attempt))
                .map(step -> new Slots.Call<Verdict>("checkout." + step.name(), () -> step.check(attempt)))
                .toList();
        for (SlotResult<Verdict> result :
                runner.<Verdict>callAll(runner.settings().checkoutBudget(), calls)) {
            Verdict verdict = result.orNull();
            if (verdict == null) {
                return UNANSWERED;
            }
            if (verdict instanceof Verdict.Stop stop) {
                return stop;
            }
        }
        return null;
    }
}

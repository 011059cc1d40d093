package io.peakday.checkout;

import io.peakday.contracts.CheckoutStep.Verdict;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Money;
import io.peakday.payments.CardTokens;
import io.peakday.pricing.AddressForm;
import io.peakday.pricing.Shipping;
import io.peakday.pricing.Totals;
import io.peakday.problems.Problem;
import io.peakday.web.Hot;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Checkout over HTTP. The checkout's id, made by the caller, is the idempotency key: placing again with it repeats the
 * answer. What stands in the way of an order is a problem with the differences or the missing lines in it.
 */
@RestController
@RequestMapping("/api/v1/checkouts")
@Route(priority = Priority.CRITICAL)
class CheckoutApi {
    private final Checkout checkout;
    private final CheckoutGate gate;
    private final CardTokens cards;

    public CheckoutApi(Checkout checkout, CheckoutGate gate, CardTokens cards) {
        this.checkout = checkout;
        this.gate = gate;
        this.cards = cards;
    }

    /** An amount in minor units. */
    record Amount(@Nullable Long minor, @Nullable String currency) {
        Money money() {
            new Checks()
                    .require(minor != null, "expectedTotal.minor", "required", "minor is required.")
                    .require(
                            currency != null && currency.matches("[A-Z]{3}"),
                            "expectedTotal.currency",
                            "currency",
                            "currency must be an ISO 4217 code.")
                    .orThrow("orders.bad-amount", "The expected total cannot be read.");
            try {
                return new Money(minor == null ? 0 : minor, Currency.getInstance(currency));
            } catch (IllegalArgumentException e) {
                throw Failure.invalid("orders.bad-amount", "There is no such currency.");
            }
        }
    }

    /** What is needed to buy a cart; see {@link CheckoutRequest}. */
    record CheckoutForm(
            @Nullable UUID checkoutId,
            @Nullable UUID cartId,
            @Nullable String email,
            @Nullable AddressForm shipTo,
            @Nullable AddressForm billTo,
            @Nullable String shippingMethod,
            @Nullable String paymentToken,
            @Nullable String paidWith,
            @Nullable Amount expectedTotal,
            @Nullable String returnPath) {
        CheckoutRequest request(@Nullable UUID customerId, CardTokens cards) {
            new Checks()
                    .require(checkoutId != null, "checkoutId", "required", "checkoutId is required.")
                    .require(cartId != null, "cartId", "required", "cartId is required.")
                    .require(shipTo != null, "shipTo", "required", "shipTo is required.")
                    .text("paymentToken", paymentToken, 1, 200)
                    .orThrow("orders.bad-checkout", "This checkout is not complete.");
            if (checkoutId == null || cartId == null || shipTo == null || paymentToken == null) {
                throw new IllegalStateException("checked above");
            }
            return new CheckoutRequest(
                    checkoutId,
                    cartId,
                    customerId,
                    email == null ? "" : email,
                    shipTo.address("shipTo"),
                    billTo == null ? null : billTo.address("billTo"),
                    shippingMethod == null ? "" : shippingMethod,
                    cards.open(paymentToken, customerId, cartId),
                    paidWith == null ? "card" : paidWith,
                    expectedTotal == null ? null : expectedTotal.money(),
                    returnPath == null ? "/checkout" : returnPath);
        }
    }

    /**
     * How a checkout went.
     *
     * @param status {@code placed}, {@code already-placed}, {@code challenge-required} or {@code payment-pending}
     */
    record CheckoutReply(
            String status,
            UUID checkoutId,
            @Nullable String orderNumber,
            @Nullable Money total,
            @Nullable String challengeUrl) {}

    /** A problem as everywhere, with what the shopper needs to decide again. */
    record CheckoutProblem(
            String type,
            String title,
            int status,
            String detail,
            String code,
            boolean retry,
            List<CheckoutOutcome.Missing> missing,
            List<CheckoutOutcome.Difference> differences,
            @Nullable Money newTotal) {}

    /** A checkout as its owner sees it. */
    record CheckoutStatus(
            UUID id,
            CheckoutState state,
            Totals totals,
            Shipping shipping,
            @Nullable String orderNumber,
            @Nullable String challengeUrl) {
        static CheckoutStatus of(CheckoutView view) {
            return new CheckoutStatus(
                    view.id(), view.state(), view.totals(), view.shipping(), view.orderNumber(), view.challengeUrl());
        }
    }

    @Hot
    @Route(limit = "payment")
    @PostMapping
    ResponseEntity<Object> place(@RequestBody CheckoutForm form) {
        checkout.requirePayments(form.checkoutId());
        CheckoutRequest request = form.request(CurrentActor.customerId().orElse(null), cards);
        Verdict.Stop stop = gate.check(request);
        return stop == null ? reply(checkout.place(request)) : stopped(stop);
    }

    private static ResponseEntity<Object> stopped(Verdict.Stop stop) {
        String detail = stop.title() + ". " + String.join(" ", stop.details());
        if (stop.equals(CheckoutGate.UNANSWERED)) {
            throw Failure.unavailable("checkout.unchecked", detail, null);
        }
        return problem("checkout.stopped", detail, List.of(), List.of(), null);
    }

    @GetMapping("/{id}")
    CheckoutStatus find(@PathVariable UUID id) {
        return CheckoutStatus.of(mine(id));
    }

    @Route(limit = "payment")
    @PostMapping("/{id}/resume")
    ResponseEntity<Object> resume(@PathVariable UUID id) {
        return reply(checkout.resume(mine(id).id()));
    }

    /** Gives it up: nothing is held, the cart is open again. */
    @DeleteMapping("/{id}")
    ResponseEntity<Object> abandon(@PathVariable UUID id) {
        CheckoutOutcome outcome = checkout.abandon(mine(id).id());
        return outcome instanceof CheckoutOutcome.Abandoned
                ? ResponseEntity.noContent().build()
                : reply(outcome);
    }

    /** @param postalCode decides the tax of places that have their own or none; without it, it is the country's */
    @GetMapping("/quote")
    Quote quote(
            @RequestParam UUID cartId,
            @RequestParam String country,
            @RequestParam(required = false) @Nullable String postalCode) {
        return checkout.quote(new QuoteRequest(cartId, CurrentActor.customerId().orElse(null), country, postalCode));
    }

    /** A guest's checkout belongs to whoever knows its id; a customer's only to that customer. */
    private CheckoutView mine(UUID id) {
        return checkout.find(id)
                .filter(view -> view.customerId() == null
                        || CurrentActor.customerId()
                                .filter(view.customerId()::equals)
                                .isPresent())
                .orElseThrow(() -> Failure.notFound("orders.no-checkout", "There is no such checkout."));
    }

    private static ResponseEntity<Object> reply(CheckoutOutcome outcome) {
        return switch (outcome) {
            case CheckoutOutcome.Placed placed ->
                ok(
                        HttpStatus.CREATED,
                        new CheckoutReply(
                                "placed",
                                placed.order().id(),
                                placed.order().number(),
                                placed.order().totals().total(),
                                null));
            case CheckoutOutcome.AlreadyPlaced already ->
                ok(
                        HttpStatus.OK,
                        new CheckoutReply(
                                "already-placed",
                                already.order().id(),
                                already.order().number(),
                                already.order().totals().total(),
                                null));
            case CheckoutOutcome.ChallengeRequired challenge ->
                ok(
                        HttpStatus.ACCEPTED,
                        new CheckoutReply("challenge-required", challenge.checkoutId(), null, null, challenge.url()));
            case CheckoutOutcome.PaymentPending pending ->
                ok(HttpStatus.ACCEPTED, new CheckoutReply("payment-pending", pending.checkoutId(), null, null, null));
            case CheckoutOutcome.Declined declined ->
                problem("checkout.declined." + declined.code(), declined.reason(), List.of(), List.of(), null);
            case CheckoutOutcome.OutOfStock out ->
                problem("checkout.out-of-stock", "Not enough is left of some goods.", out.lines(), List.of(), null);
            case CheckoutOutcome.Changed changed ->
                problem(
                        "checkout.changed",
                        "Something has changed since you last looked; please check it and order again.",
                        List.of(),
                        changed.differences(),
                        changed.newTotal());
            case CheckoutOutcome.Abandoned abandoned ->
                problem(
                        "checkout.abandoned",
                        "This checkout was given up; nothing was charged. Begin a new one.",
                        List.of(),
                        List.of(),
                        null);
        };
    }

    private static ResponseEntity<Object> ok(HttpStatus status, CheckoutReply reply) {
        return ResponseEntity.status(status).body(reply);
    }

    private static ResponseEntity<Object> problem(
            String code,
            String detail,
            List<CheckoutOutcome.Missing> missing,
            List<CheckoutOutcome.Difference> differences,
            @Nullable Money newTotal) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .body(new CheckoutProblem(
                        "urn:peakday:problem:" + code,
                        "Conflict",
                        HttpStatus.CONFLICT.value(),
                        detail,
                        code,
                        false,
                        missing,
                        differences,
                        newTotal));
    }
}

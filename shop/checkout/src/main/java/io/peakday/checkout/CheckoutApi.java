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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
 * Checkouts make orders of carts: one cart becomes one order, however often it is asked for. The checkout's id, made by the caller, is its
 * idempotency key: placing again with it continues or repeats the same checkout. What stands in the way of an order is a problem with the
 * differences or the missing lines in it.
 */
@RestController
@Tag(name = "Checkouts")
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

    /**
     * An amount of money.
     *
     * @param minor in the currency's minor unit: cents of EUR, whole yen of JPY; required
     * @param currency ISO 4217 code, three capital letters; required
     */
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

    /**
     * What is needed to buy a cart.
     *
     * @param checkoutId made by the caller, a UUID of its own for each checkout; required. The order will have this id
     * @param cartId the cart to be bought; required
     * @param email where the mails about the order go; required
     * @param shipTo where the goods go; required
     * @param billTo whom the invoice is written to; absent where it is the same as {@code shipTo}
     * @param shippingMethod the code of a method that the quote offers, 1 to 40 characters; required
     * @param paymentToken a card's token, made before for this customer or cart; required
     * @param paidWith how the card may be called on the order, such as {@code Visa •••• 4242}, 1 to 40 characters; {@code card} if absent
     * @param expectedTotal the total that the shopper saw; another one is answered with {@code checkout.changed} before money moves. Absent,
     *     any total is right, unless prices have changed that the shopper has not accepted
     * @param returnPath where a challenge leads back to: a path of this site, up to 500 characters, beginning with a single slash;
     *     {@code /checkout} if absent
     */
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
     * @param status {@code placed} (an order now, and paid), {@code already-placed} (an order before), {@code challenge-required} (the card
     *     holder must answer the bank) or {@code payment-pending} (the bank has not answered)
     * @param checkoutId the checkout that is meant, which may be another one of the same cart; an order has the id of its checkout
     * @param orderNumber the order's number, such as {@code PD-2026-7K3M9-QX2TA}; null before there is an order
     * @param total what was paid, gross, shipping included; null before there is an order
     * @param challengeUrl where the card holder answers, of {@code challenge-required}: a path of this site or a full address; else null
     */
    record CheckoutReply(
            String status,
            UUID checkoutId,
            @Nullable String orderNumber,
            @Nullable Money total,
            @Nullable String challengeUrl) {}

    /**
     * A problem with what the shopper needs to decide again.
     *
     * @param type {@code urn:peakday:problem:} and the code
     * @param title the status in words
     * @param status the HTTP status: 409
     * @param detail a plain sentence for the shopper
     * @param code stable, lower case: {@code checkout.out-of-stock}
     * @param retry whether the same request may succeed later without being changed: always false
     * @param missing the lines of which not enough is left, of {@code checkout.out-of-stock}; else empty
     * @param differences what has changed, of {@code checkout.changed}; else empty
     * @param newTotal what it costs now, of {@code checkout.changed} where a total was expected; else null
     */
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

    /**
     * A checkout as its owner sees it.
     *
     * @param id the checkout's id, and its order's
     * @param state where it stands
     * @param totals what it costs
     * @param shipping how the goods travel
     * @param orderNumber the order's number, in state {@code COMPLETED}; else null
     * @param challengeUrl where the card holder answers, in state {@code CHALLENGED}: a path of this site or a full address; else null
     */
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

    /**
     * Buys a cart: reserves its goods, takes the payment and makes the order.
     *
     * <p>Answers 201 with {@code placed} when the order is made and paid, and 200 with {@code already-placed} when it was before. 202 means
     * that it is not decided: with {@code challenge-required} send the card holder to {@code challengeUrl} and resume the checkout
     * afterwards, with {@code payment-pending} resume it later. Until then the goods stay reserved and the cart is frozen; a checkout that is
     * not paid in time (20 minutes unless the store sets otherwise) is given up.
     *
     * <p>It is safe to repeat with the same {@code checkoutId}; no {@code Idempotency-Key} is needed. Another checkout of the same cart that
     * waits for a challenge is given up for the new one; while the bank has not answered another one, the answer is
     * {@code payment-pending} with the id of that one. After a decline the cart is open again: begin a new checkout, with a new id. Of an
     * order that is made, the events {@code order.placed} and {@code order.paid} follow.
     *
     * @param form what to buy, where it goes and how it is paid
     * @return how the checkout went
     * @throws Failure {@code payments.not-set-up} (409) if this store takes no payments
     * @throws Failure {@code orders.bad-checkout} (400) if something is missing or too long, the e-mail address is none, or the return path
     *     is no path of this site
     * @throws Failure {@code orders.bad-address} (400) if an address is not complete, or not one of its country
     * @throws Failure {@code orders.bad-amount} (400) if the expected total is not complete, or there is no such currency
     * @throws Failure {@code payments.unknown-card} (400) if the payment token is not one of this store, or too old
     * @throws Failure {@code payments.foreign-card} (403) if the payment token was made by somebody else, or for another cart
     * @throws Failure {@code checkout.unchecked} (503) if something that is checked before every order does not answer; nothing is charged
     * @throws Failure {@code checkout.stopped} (409) if a check before the order stops it, such as a claim in a sale that is not held any more
     * @throws Failure {@code cart.not-found} (404) if there is no such cart, or it is another customer's
     * @throws Failure {@code orders.empty-cart} (409) if there is nothing in the cart to buy
     * @throws Failure {@code orders.cart-merged} (409) if the cart went into the cart of the customer who signed in
     * @throws Failure {@code orders.no-shipping} (400) if nothing is shipped to that country by that method
     * @throws Failure {@code orders.checkout-reused} (409) if the id belongs to the checkout of another cart or customer
     * @throws Failure {@code orders.checkout-over} (409) if the checkout with this id ended long ago; begin a new one
     * @throws Failure {@code orders.cart-contended} (503) if other checkouts of the cart come and go just now
     * @throws Failure {@code inventory.reservation-reused} (409) if the id was used to reserve something else
     * @throws Failure {@code payments.key-reused} (409) if the id was used for another payment
     * @throws Failure {@code payments.bad-payment} (400) if there is nothing to pay, because the total is zero
     * @throws Failure {@code checkout.out-of-stock} (409) if not enough is left of some lines; {@code missing} names them
     * @throws Failure {@code checkout.changed} (409) if prices or the total are not as the shopper saw them; {@code differences} names them
     * @throws Failure {@code checkout.declined.insufficient-funds} (409) if there is not enough money on the card
     * @throws Failure {@code checkout.declined.expired-card} (409) if the card has expired
     * @throws Failure {@code checkout.declined.challenge-failed} (409) if the bank could not confirm that it is the card holder
     * @throws Failure {@code checkout.declined.do-not-honor} (409) if the bank gives no reason
     * @throws Failure {@code checkout.declined.unknown-card} (409) if the payment provider does not know the card
     * @throws Failure {@code checkout.declined.not-possible} (409) if the payment is in no state in which it is possible
     * @throws Failure {@code checkout.abandoned} (409) if it was given up or not paid in time; nothing is charged
     * @throws Failure {@code group.full} (429) if too many checkouts wait at once
     */
    @Hot
    @Route(limit = "payment")
    @PostMapping
    @ApiResponse(
            responseCode = "201",
            description = "The order is placed now.",
            content = @Content(schema = @Schema(implementation = CheckoutReply.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The order was placed before.",
            content = @Content(schema = @Schema(implementation = CheckoutReply.class)))
    @ApiResponse(
            responseCode = "202",
            description = "The payment waits: for the shopper at `challengeUrl`, or for the provider.",
            content = @Content(schema = @Schema(implementation = CheckoutReply.class)))
    @ApiResponse(
            responseCode = "409",
            content =
                    @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = CheckoutProblem.class)))
    ResponseEntity<Object> createCheckout(@RequestBody CheckoutForm form) {
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

    /**
     * Gets a checkout, to see where it stands.
     *
     * <p>A guest's checkout belongs to whoever knows its id, a customer's only to that customer. It changes nothing; to go on, resume it.
     *
     * @param id the checkout's id
     * @return the checkout
     * @throws Failure {@code orders.no-checkout} (404) if there is no such checkout, it is another customer's, or its data were erased
     */
    @GetMapping("/{id}")
    CheckoutStatus getCheckout(@PathVariable UUID id) {
        return CheckoutStatus.of(mine(id));
    }

    /**
     * Goes on with a checkout, after a challenge or while the bank has not answered.
     *
     * <p>The answers are those of placing it: 201 when the order is made by this request, 200 when it was before, 202 while it is not
     * decided. It is safe to repeat; no {@code Idempotency-Key} is needed. Whoever does not ask misses nothing: the store goes on with open
     * checkouts by itself.
     *
     * @param id the checkout's id
     * @return how the checkout went
     * @throws Failure {@code orders.no-checkout} (404) if there is no such checkout, it is another customer's, or its data were erased
     * @throws Failure {@code checkout.declined.insufficient-funds} (409) if there is not enough money on the card
     * @throws Failure {@code checkout.declined.expired-card} (409) if the card has expired
     * @throws Failure {@code checkout.declined.challenge-failed} (409) if the bank could not confirm that it is the card holder
     * @throws Failure {@code checkout.declined.do-not-honor} (409) if the bank gives no reason
     * @throws Failure {@code checkout.declined.unknown-card} (409) if the payment provider does not know the card
     * @throws Failure {@code checkout.declined.not-possible} (409) if the payment is in no state in which it is possible
     * @throws Failure {@code checkout.abandoned} (409) if it was given up or not paid in time; nothing is charged
     * @throws Failure {@code group.full} (429) if too many checkouts wait at once
     */
    @Route(limit = "payment")
    @PostMapping("/{id}/resume")
    @ApiResponse(
            responseCode = "201",
            description = "The order is placed now.",
            content = @Content(schema = @Schema(implementation = CheckoutReply.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The order was placed before.",
            content = @Content(schema = @Schema(implementation = CheckoutReply.class)))
    @ApiResponse(
            responseCode = "202",
            description = "The payment waits: for the shopper at `challengeUrl`, or for the provider.",
            content = @Content(schema = @Schema(implementation = CheckoutReply.class)))
    @ApiResponse(
            responseCode = "409",
            content =
                    @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = CheckoutProblem.class)))
    ResponseEntity<Object> resumeCheckout(@PathVariable UUID id) {
        return reply(checkout.resume(mine(id).id()));
    }

    /**
     * Gives a checkout up: no money and no goods are held, and the cart is open again.
     *
     * <p>Answers 204 when it is given up, now or before. An order that it has become stays, and is answered with 200 and
     * {@code already-placed}. While the bank does not answer it is 202 with {@code payment-pending}: no order can come of it any more, and the
     * store goes on with it by itself.
     *
     * @param id the checkout's id
     * @return nothing where it is given up, else how the checkout went
     * @throws Failure {@code orders.no-checkout} (404) if there is no such checkout, it is another customer's, or its data were erased
     * @throws Failure {@code checkout.declined.insufficient-funds} (409) if there is not enough money on the card
     * @throws Failure {@code checkout.declined.expired-card} (409) if the card has expired
     * @throws Failure {@code checkout.declined.challenge-failed} (409) if the bank could not confirm that it is the card holder
     * @throws Failure {@code checkout.declined.do-not-honor} (409) if the bank gives no reason
     * @throws Failure {@code checkout.declined.unknown-card} (409) if the payment provider does not know the card
     * @throws Failure {@code checkout.declined.not-possible} (409) if the payment is in no state in which it is possible
     * @throws Failure {@code group.full} (429) if too many checkouts wait at once
     */
    @DeleteMapping("/{id}")
    @ApiResponse(responseCode = "204", description = "It is given up.", content = @Content)
    @ApiResponse(
            responseCode = "201",
            description = "The order is placed now.",
            content = @Content(schema = @Schema(implementation = CheckoutReply.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The order was placed before.",
            content = @Content(schema = @Schema(implementation = CheckoutReply.class)))
    @ApiResponse(
            responseCode = "202",
            description = "The payment waits: for the shopper at `challengeUrl`, or for the provider.",
            content = @Content(schema = @Schema(implementation = CheckoutReply.class)))
    @ApiResponse(
            responseCode = "409",
            content =
                    @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = CheckoutProblem.class)))
    ResponseEntity<Object> abandonCheckout(@PathVariable UUID id) {
        CheckoutOutcome outcome = checkout.abandon(mine(id).id());
        return outcome instanceof CheckoutOutcome.Abandoned
                ? ResponseEntity.noContent().build()
                : reply(outcome);
    }

    /**
     * Quotes what a cart would cost, for every way its goods can travel.
     *
     * <p>It changes and reserves nothing. Lines that cannot be bought now count for nothing.
     *
     * @param cartId the cart's id
     * @param country where the goods go, ISO 3166-1 alpha-2, in any case
     * @param postalCode decides the tax of places that have their own or none; without it, it is the country's
     * @return the quote; without options where nothing is shipped to that country
     * @throws Failure {@code cart.not-found} (404) if there is no such cart, or it is another customer's
     * @throws Failure {@code orders.empty-cart} (409) if there is nothing in the cart that can be bought
     */
    @GetMapping("/quote")
    Quote quoteCheckout(
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

package io.peakday.cart;

import io.peakday.cart.EditOutcome.Closed;
import io.peakday.cart.EditOutcome.Edited;
import io.peakday.cart.EditOutcome.Full;
import io.peakday.cart.EditOutcome.InCheckout;
import io.peakday.cart.EditOutcome.InSale;
import io.peakday.cart.EditOutcome.NoSuchLine;
import io.peakday.cart.EditOutcome.NotSold;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.web.Hot;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Carts gather what a shopper wants to buy until it is checked out. Whoever knows the id of a guest's cart may use it; a customer's
 * cart is there for that customer only, signed in, and for nobody else.
 */
@RestController
@io.swagger.v3.oas.annotations.tags.Tag(name = "Carts")
@RequestMapping("/api/v1/carts")
@Route(priority = Priority.INTERACTIVE, limit = "open-when-away")
class CartApi {
    private final Carts carts;
    private final CartLive live;

    CartApi(Carts carts, CartLive live) {
        this.carts = carts;
        this.live = live;
    }

    /**
     * How many units of a line are wanted.
     *
     * @param quantity units wanted, required: 0 to 100,000; 0 removes the line, and more than a line may hold is cut to that
     */
    record Quantity(@Nullable Integer quantity) {}

    /**
     * What is added to a cart.
     *
     * @param variantId the variant to be bought; required
     * @param quantity units to add, 1 to 100,000; 1 if it is absent
     */
    record NewLine(@Nullable UUID variantId, @Nullable Integer quantity) {}

    /**
     * Whether a line is kept for later.
     *
     * @param saved true keeps the line for later, false takes it back among those to be bought now
     */
    record Saved(boolean saved) {}

    /**
     * Which differences the shopper accepts.
     *
     * @param differencesTag the tag of the cart in which the shopper saw them; empty or absent where there were none
     */
    record Tag(@Nullable String differencesTag) {}

    /**
     * A line as it is after a change.
     *
     * @param cartId the cart that was changed
     * @param variantId the variant of the line
     * @param quantity units of the line now; 0 if it is gone
     * @param capped whether less was taken than asked for, because a line may hold no more
     * @param lines how many lines the cart has now, those kept for later included
     * @param version of the cart; grows with every change of it
     */
    record LineBody(UUID cartId, UUID variantId, int quantity, boolean capped, int lines, long version) {}

    /**
     * Creates a cart.
     *
     * <p>A guest gets a new one, whose id is the only key to it. A signed-in customer gets the open cart that is there already, also one
     * that is being checked out, or a new one if there is none.
     *
     * @return the cart, with its address in {@code Location}
     */
    @Hot
    @Route(limit = {"change", "open-when-away"})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CartBody> createCart() {
        CartOwner owner = owner();
        UUID id = carts.create(owner);
        return ResponseEntity.created(URI.create("/api/v1/carts/" + id))
                .cacheControl(CacheControl.noStore())
                .body(CartBody.of(carts.view(id, owner)));
    }

    /**
     * Gets a cart, checked against catalogue and stock at this moment.
     *
     * <p>What has changed since the shopper put a line in or last accepted changes is in its {@code differences}. A finished cart can
     * still be read: it says which order it became, and which cart to use now. A cart that nobody touches is forgotten after a time that
     * the store sets (60 days, of a customer 365, unless set otherwise).
     *
     * @param cartId the cart's id
     * @return the cart
     * @throws Failure {@code cart.not-found} (404) if there is no such cart, or it is another customer's
     */
    @GetMapping("/{cartId}")
    ResponseEntity<CartBody> getCart(@PathVariable UUID cartId) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(CartBody.of(carts.view(cartId, owner())));
    }

    /**
     * Adds units of a variant to a cart.
     *
     * <p>They are added to the line of that variant, which is made if there is none. Of a line that was kept for later only the units added
     * now are wanted then. What is beyond the most that a line may hold (99 unless the store sets otherwise) is cut off, and {@code capped}
     * says so. Repeated with the same {@code Idempotency-Key} it adds nothing: the answer is the line as it is by then, with
     * {@code Idempotency-Replayed: true}.
     *
     * @param cartId the cart's id
     * @param line what to add
     * @return the line as it is now
     * @throws Failure {@code cart.bad-line} (400) if the variant is missing
     * @throws Failure {@code cart.bad-quantity} (400) if the quantity is not from 1 to 100,000
     * @throws Failure {@code cart.not-found} (404) if there is no such cart, or it is another customer's
     * @throws Failure {@code cart.full} (409) if it would be a new line, and the cart holds as many as a cart may (100 unless set otherwise)
     * @throws Failure {@code cart.not-sold} (409) if the variant cannot be bought at the moment
     * @throws Failure {@code cart.claimed-line} (409) if the line is claimed in a sale, so that its quantity is as claimed
     * @throws Failure {@code cart.in-checkout} (409) if the cart is being checked out
     * @throws Failure {@code cart.closed} (409) if the cart became an order, or went into another cart at sign-in
     * @throws Failure {@code group.full} (429) if too many changes wait at once
     */
    @Hot
    @Route(limit = {"change", "open-when-away"})
    @PostMapping("/{cartId}/lines")
    ResponseEntity<LineBody> addCartLine(
            @PathVariable UUID cartId,
            @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewLine line) {
        UUID variantId = line.variantId();
        Integer quantity = line.quantity();
        if (variantId == null) {
            throw Failure.invalid("cart.bad-line", "variantId is required.");
        }
        Answer answer = carts.addKeyed(cartId, owner(), variantId, quantity == null ? 1 : quantity, key(key));
        var reply = ResponseEntity.ok();
        if (answer.repeated()) {
            reply.header("Idempotency-Replayed", "true");
        }
        return reply.body(body(cartId, variantId, answer.outcome()));
    }

    /**
     * Sets how many units of a variant a cart holds.
     *
     * <p>The line is made if there is none, taken back if it was kept for later, and removed by 0. Repeating it changes nothing.
     *
     * @param cartId the cart's id
     * @param variantId the variant of the line
     * @param wanted the quantity
     * @return the line as it is now
     * @throws Failure {@code cart.bad-quantity} (400) if the quantity is missing, or not from 0 to 100,000
     * @throws Failure {@code cart.not-found} (404) if there is no such cart, or it is another customer's
     * @throws Failure {@code cart.full} (409) if it would be a new line, and the cart holds as many as a cart may (100 unless set otherwise)
     * @throws Failure {@code cart.not-sold} (409) if the variant cannot be bought at the moment
     * @throws Failure {@code cart.claimed-line} (409) if the line is claimed in a sale, so that its quantity is as claimed
     * @throws Failure {@code cart.in-checkout} (409) if the cart is being checked out
     * @throws Failure {@code cart.closed} (409) if the cart became an order, or went into another cart at sign-in
     * @throws Failure {@code group.full} (429) if too many changes wait at once
     */
    @Hot
    @Route(limit = {"change", "open-when-away"})
    @PutMapping("/{cartId}/lines/{variantId}")
    LineBody setCartLine(@PathVariable UUID cartId, @PathVariable UUID variantId, @RequestBody Quantity wanted) {
        Integer quantity = wanted.quantity();
        if (quantity == null) {
            throw Failure.invalid("cart.bad-quantity", "quantity is required.");
        }
        return body(cartId, variantId, carts.put(cartId, owner(), variantId, quantity));
    }

    /**
     * Removes a line from a cart.
     *
     * <p>If there is no such line, nothing changes and the answer is the same. A line that is claimed in a sale can be removed as well;
     * the claim itself stays until it is released or its time is over.
     *
     * @param cartId the cart's id
     * @param variantId the variant of the line
     * @return the line, with quantity 0
     * @throws Failure {@code cart.not-found} (404) if there is no such cart, or it is another customer's
     * @throws Failure {@code cart.in-checkout} (409) if the cart is being checked out
     * @throws Failure {@code cart.closed} (409) if the cart became an order, or went into another cart at sign-in
     * @throws Failure {@code group.full} (429) if too many changes wait at once
     */
    @Hot
    @Route(limit = {"change", "open-when-away"})
    @DeleteMapping("/{cartId}/lines/{variantId}")
    LineBody removeCartLine(@PathVariable UUID cartId, @PathVariable UUID variantId) {
        return body(cartId, variantId, carts.remove(cartId, owner(), variantId));
    }

    /**
     * Adds what the customer holds in a sale to the cart, at the sale's price.
     *
     * <p>It takes the place of what the cart has of that variant, and can then be bought or removed, but not changed. Repeating it changes
     * nothing.
     *
     * @param cartId the id of the customer's own cart; no claim goes into a guest's
     * @param saleId the sale in which units were claimed
     * @return the cart
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code cart.nothing-claimed} (409) if the customer holds nothing in this sale (any more)
     * @throws Failure {@code cart.not-found} (404) if there is no such cart, or it is not this customer's own
     * @throws Failure {@code cart.full} (409) if it would be a new line, and the cart holds as many as a cart may (100 unless set otherwise)
     * @throws Failure {@code cart.not-sold} (409) if the sale's price is in a currency that this store does not sell in
     * @throws Failure {@code cart.in-checkout} (409) if the cart is being checked out
     * @throws Failure {@code cart.closed} (409) if the cart became an order, or went into another cart at sign-in
     * @throws Failure {@code group.full} (429) if too many changes wait at once
     */
    @Route(limit = {"change", "open-when-away"})
    @PutMapping("/{cartId}/claims/{saleId}")
    CartBody addCartClaim(@PathVariable UUID cartId, @PathVariable UUID saleId) {
        CartOwner owner = CartOwner.customer(CurrentActor.requireCustomer().id());
        EditOutcome outcome = carts.putClaim(cartId, owner, saleId);
        if (outcome instanceof Edited) {
            return CartBody.of(carts.view(cartId, owner));
        }
        throw refused(outcome);
    }

    /**
     * Keeps a line of a cart for later, or takes it back.
     *
     * <p>A line that is kept for later counts towards neither the subtotal nor the checkout. Repeating it changes nothing.
     *
     * @param cartId the cart's id
     * @param variantId the variant of the line
     * @param wanted whether to keep it for later
     * @return the line as it is now
     * @throws Failure {@code cart.not-found} (404) if there is no such cart, or it is another customer's
     * @throws Failure {@code cart.no-such-line} (404) if the cart has no line of this variant
     * @throws Failure {@code cart.claimed-line} (409) if the line is claimed in a sale
     * @throws Failure {@code cart.in-checkout} (409) if the cart is being checked out
     * @throws Failure {@code cart.closed} (409) if the cart became an order, or went into another cart at sign-in
     * @throws Failure {@code group.full} (429) if too many changes wait at once
     */
    @Route(limit = {"change", "open-when-away"})
    @PutMapping("/{cartId}/lines/{variantId}/save")
    LineBody setCartLineSaved(@PathVariable UUID cartId, @PathVariable UUID variantId, @RequestBody Saved wanted) {
        EditOutcome outcome = wanted.saved()
                ? carts.saveForLater(cartId, owner(), variantId)
                : carts.moveToCart(cartId, owner(), variantId);
        return body(cartId, variantId, outcome);
    }

    /**
     * Accepts the differences that the shopper was shown.
     *
     * <p>Then the prices of now are the accepted ones, a line wants no more units than are left, and what cannot be bought any more is kept
     * for later. Accepting no differences changes nothing.
     *
     * @param cartId the cart's id
     * @param tag which differences are accepted
     * @return the cart, without differences
     * @throws Failure {@code cart.not-found} (404) if there is no such cart, or it is another customer's
     * @throws Failure {@code cart.changed-again} (409) if the differences are others by now; read the cart again
     * @throws Failure {@code cart.in-checkout} (409) if the cart is being checked out
     * @throws Failure {@code cart.closed} (409) if the cart became an order, or went into another cart at sign-in
     */
    @Route(limit = {"change", "open-when-away"})
    @PutMapping("/{cartId}/acknowledgement")
    CartBody acknowledgeCart(@PathVariable UUID cartId, @RequestBody Tag tag) {
        String seen = tag.differencesTag();
        return switch (carts.acknowledge(cartId, owner(), seen == null ? "" : seen)) {
            case AcknowledgeOutcome.Acknowledged(CartView cart) -> CartBody.of(cart);
            case AcknowledgeOutcome.ChangedAgain again ->
                throw Failure.conflict(
                        "cart.changed-again", "Something else has changed meanwhile; read the cart again.");
            case AcknowledgeOutcome.Refused(EditOutcome reason) -> throw refused(reason);
        };
    }

    /**
     * Brings a guest's cart along for the signed-in customer.
     *
     * <p>Its lines go into the customer's cart, which is made if there is none. Units of one variant are added up, within the limits of
     * lines and units, and what is beyond them is left out; a line that the customer has claimed in a sale stays as it is. Repeating it
     * changes nothing, and neither does a cart that does not exist or is no guest's.
     *
     * @param cartId the guest's cart
     * @return the customer's own cart, which is the one to use from now on
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code cart.in-checkout} (409) if one of the two carts is being checked out
     */
    @Route(limit = {"change", "open-when-away"})
    @PutMapping("/{cartId}/merge")
    CartBody mergeCart(@PathVariable UUID cartId) {
        UUID customer = CurrentActor.requireCustomer().id();
        UUID own = switch (carts.merge(cartId, customer)) {
            case MergeOutcome.Merged merged -> merged.cartId();
            case MergeOutcome.NothingToMerge nothing -> nothing.cartId();
            case MergeOutcome.InCheckout checkout -> throw inCheckout();
        };
        return CartBody.of(carts.view(own, CartOwner.customer(customer)));
    }

    /**
     * Watches a cart: a stream of server-sent events.
     *
     * <p>Events named {@code cart} come at once and after every change. Their data is JSON with {@code cartId} and {@code version}: whoever
     * has an older version reads the cart again. Events missed while a connection was broken are not repeated; the first one of the new
     * connection says the version.
     *
     * @param cartId the cart's id
     * @return the stream, which stays open
     * @throws Failure {@code cart.not-found} (404) if there is no such cart, or it is another customer's
     */
    @GetMapping(path = "/{cartId}/live", produces = "text/event-stream")
    SseEmitter watchCart(@PathVariable UUID cartId) {
        return live.open(cartId, owner());
    }

    private static CartOwner owner() {
        return new CartOwner(CurrentActor.customerId().orElse(null));
    }

    private static UUID key(@Nullable String header) {
        if (header == null) {
            throw Failure.invalid(
                    "idempotency.key-required", "Send a unique Idempotency-Key header with this request.");
        }
        if (header.length() < 8 || header.length() > 200 || !header.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw Failure.invalid(
                    "idempotency.bad-key", "An Idempotency-Key has 8 to 200 visible ASCII characters, best a UUID.");
        }
        return UUID.nameUUIDFromBytes(header.getBytes(StandardCharsets.US_ASCII));
    }

    private static LineBody body(UUID cartId, UUID variantId, @Nullable EditOutcome outcome) {
        if (outcome instanceof Edited(long version, int quantity, boolean capped, int lines)) {
            return new LineBody(cartId, variantId, quantity, capped, lines, version);
        }
        throw refused(outcome);
    }

    private static RuntimeException refused(@Nullable EditOutcome outcome) {
        return switch (outcome) {
            case null -> new IllegalStateException("answered without an outcome");
            case Edited edited -> new IllegalStateException("not refused");
            case Full(int maxLines) -> Failure.conflict("cart.full", "A cart holds at most " + maxLines + " lines.");
            case NotSold sold -> Failure.conflict("cart.not-sold", "This cannot be bought at the moment.");
            case NoSuchLine line -> Failure.notFound("cart.no-such-line", "There is no such line in this cart.");
            case InSale(int quantity) ->
                Failure.conflict(
                        "cart.claimed-line",
                        "This line is your claim of " + quantity
                                + " in a sale; buy it or remove it, its quantity is as claimed.");
            case InCheckout checkout -> inCheckout();
            case Closed(CartState state, UUID continuedBy) ->
                Failure.conflict("cart.closed", "This cart is finished; the one to use now is " + continuedBy + ".");
        };
    }

    private static Failure inCheckout() {
        return Failure.conflict("cart.in-checkout", "This cart is being checked out; end the checkout first.");
    }
}

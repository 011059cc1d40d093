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
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Carts over HTTP. Whoever knows a guest's cart id may use it; a customer's cart needs that customer. */
@RestController
@RequestMapping("/api/v1/carts")
@Route(priority = Priority.INTERACTIVE, limit = "open-when-away")
class CartApi {
    private final Carts carts;
    private final CartLive live;

    CartApi(Carts carts, CartLive live) {
        this.carts = carts;
        this.live = live;
    }

    record Quantity(@Nullable Integer quantity) {}

    record NewLine(@Nullable UUID variantId, @Nullable Integer quantity) {}

    record Saved(boolean saved) {}

    record Tag(@Nullable String differencesTag) {}

    /**
     * The line as it is now.
     *
     * @param capped less was taken than asked for, because of the limit a line
     */
    record LineBody(UUID cartId, UUID variantId, int quantity, boolean capped, int lines, long version) {}

    @Hot
    @Route(limit = {"change", "open-when-away"})
    @PostMapping
    ResponseEntity<CartBody> create() {
        CartOwner owner = owner();
        UUID id = carts.create(owner);
        return ResponseEntity.created(URI.create("/api/v1/carts/" + id))
                .cacheControl(CacheControl.noStore())
                .body(CartBody.of(carts.view(id, owner)));
    }

    @GetMapping("/{cartId}")
    ResponseEntity<CartBody> view(@PathVariable UUID cartId) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(CartBody.of(carts.view(cartId, owner())));
    }

    /** Adds to a line. The idempotency key is honoured in the transaction of the edit itself. */
    @Hot
    @Route(limit = {"change", "open-when-away"})
    @PostMapping("/{cartId}/lines")
    ResponseEntity<LineBody> add(
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

    @Hot
    @Route(limit = {"change", "open-when-away"})
    @PutMapping("/{cartId}/lines/{variantId}")
    LineBody put(@PathVariable UUID cartId, @PathVariable UUID variantId, @RequestBody Quantity wanted) {
        Integer quantity = wanted.quantity();
        if (quantity == null) {
            throw Failure.invalid("cart.bad-quantity", "quantity is required.");
        }
        return body(cartId, variantId, carts.put(cartId, owner(), variantId, quantity));
    }

    @Hot
    @Route(limit = {"change", "open-when-away"})
    @DeleteMapping("/{cartId}/lines/{variantId}")
    LineBody remove(@PathVariable UUID cartId, @PathVariable UUID variantId) {
        return body(cartId, variantId, carts.remove(cartId, owner(), variantId));
    }

    /** Puts what the signed-in customer holds in a sale in the cart, at the sale's price. */
    @Route(limit = {"change", "open-when-away"})
    @PutMapping("/{cartId}/claims/{saleId}")
    CartBody putClaim(@PathVariable UUID cartId, @PathVariable UUID saleId) {
        CartOwner owner = CartOwner.customer(CurrentActor.requireCustomer().id());
        EditOutcome outcome = carts.putClaim(cartId, owner, saleId);
        if (outcome instanceof Edited) {
            return CartBody.of(carts.view(cartId, owner));
        }
        throw refused(outcome);
    }

    /** Keeps a line for later, or takes it back. */
    @Route(limit = {"change", "open-when-away"})
    @PutMapping("/{cartId}/lines/{variantId}/save")
    LineBody save(@PathVariable UUID cartId, @PathVariable UUID variantId, @RequestBody Saved wanted) {
        EditOutcome outcome = wanted.saved()
                ? carts.saveForLater(cartId, owner(), variantId)
                : carts.moveToCart(cartId, owner(), variantId);
        return body(cartId, variantId, outcome);
    }

    /** Accepts the differences of a view; 409 with {@code cart.changed-again} if they are others by now. */
    @Route(limit = {"change", "open-when-away"})
    @PutMapping("/{cartId}/acknowledgement")
    CartBody acknowledge(@PathVariable UUID cartId, @RequestBody Tag tag) {
        String seen = tag.differencesTag();
        return switch (carts.acknowledge(cartId, owner(), seen == null ? "" : seen)) {
            case AcknowledgeOutcome.Acknowledged(CartView cart) -> CartBody.of(cart);
            case AcknowledgeOutcome.ChangedAgain again ->
                throw Failure.conflict(
                        "cart.changed-again", "Something else has changed meanwhile; read the cart again.");
            case AcknowledgeOutcome.Refused(EditOutcome reason) -> throw refused(reason);
        };
    }

    /** Brings a guest's cart along for the signed-in customer. */
    @Route(limit = {"change", "open-when-away"})
    @PutMapping("/{cartId}/merge")
    CartBody merge(@PathVariable UUID cartId) {
        UUID customer = CurrentActor.requireCustomer().id();
        UUID own = switch (carts.merge(cartId, customer)) {
            case MergeOutcome.Merged merged -> merged.cartId();
            case MergeOutcome.NothingToMerge nothing -> nothing.cartId();
            case MergeOutcome.InCheckout checkout -> throw inCheckout();
        };
        return CartBody.of(carts.view(own, CartOwner.customer(customer)));
    }

    /** Server-sent events named {@code cart}: the cart's id and version, at once and after every change on any node. */
    @GetMapping(path = "/{cartId}/live", produces = "text/event-stream")
    SseEmitter live(@PathVariable UUID cartId) {
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

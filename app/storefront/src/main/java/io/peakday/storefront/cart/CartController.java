package io.peakday.storefront.cart;

import io.peakday.cart.AcknowledgeOutcome;
import io.peakday.cart.CartLive;
import io.peakday.cart.CartOwner;
import io.peakday.cart.CartView;
import io.peakday.cart.Carts;
import io.peakday.cart.EditOutcome;
import io.peakday.checkout.Checkout;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.ui.Html;
import io.peakday.web.Crawl;
import io.peakday.web.Parameters;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The cart's page and what its buttons do. Every form works without a script: it leads back to the cart. */
@RestController
@Route(priority = Priority.INTERACTIVE, crawl = Crawl.REFUSED)
public final class CartController {
    private static final int MOST_TYPED = 9_999;

    private final Carts carts;
    private final CartLive live;
    private final Checkout checkout;
    private final ShopperCart shopper;
    private final CartPage page;
    private final Html html;

    public CartController(
            Carts carts, CartLive live, Checkout checkout, ShopperCart shopper, CartPage page, Html html) {
        this.carts = carts;
        this.live = live;
        this.checkout = checkout;
        this.shopper = shopper;
        this.page = page;
        this.html = html;
    }

    /** What the header shows of the person who reads it. */
    record Shopper(String name, int items) {}

    record Added(String message, int quantity) {}

    @Route(crawl = Crawl.ALLOWED)
    @GetMapping("/shopper.json")
    ResponseEntity<Shopper> shopper(HttpServletRequest request) {
        String name = CurrentActor.get() instanceof Actor.Customer customer ? customer.name() : "";
        int items = shopper.find(request)
                .map(cart -> carts.itemCount(cart.id(), cart.owner()))
                .orElse(0);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Shopper(name, items));
    }

    @Route(limit = "open-when-away")
    @GetMapping("/cart")
    ResponseEntity<byte[]> cart(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String note) {
        return html.page("cart/page", page.view(shopper.view(request, response).orElse(null), CartNotes.of(note)));
    }

    @GetMapping(path = "/cart/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(HttpServletRequest request, HttpServletResponse response) {
        CartView cart = shopper.view(request, response)
                .orElseThrow(() -> Failure.notFound("cart.not-found", "There is no cart to follow."));
        return live.open(cart.id(), owner(cart));
    }

    @Route(limit = {"change", "open-when-away"})
    @PostMapping("/cart/lines")
    ResponseEntity<?> add(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam UUID variant,
            @RequestParam(defaultValue = "1") int quantity,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        EditOutcome outcome =
                edit(request, response, mine -> carts.add(mine.id(), mine.owner(), variant, clamp(quantity)));
        if (!accept.contains("application/json")) {
            return Html.see("/cart" + CartNotes.query(outcome));
        }
        return switch (outcome) {
            case EditOutcome.Edited edited ->
                ResponseEntity.ok(new Added(
                        edited.capped() ? "That is as many as one order may hold." : "Added to your cart.",
                        edited.quantity()));
            default -> throw Failure.conflict("cart.not-added", CartNotes.sentence(outcome));
        };
    }

    /** Puts in what the customer holds in a sale; {@code next=checkout} goes on to pay it. */
    @Route(limit = {"change", "open-when-away"})
    @PostMapping("/cart/claims/{sale}")
    ResponseEntity<byte[]> claim(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable UUID sale,
            @RequestParam(defaultValue = "") String next) {
        try {
            EditOutcome outcome = edit(request, response, mine -> carts.putClaim(mine.id(), mine.owner(), sale));
            return outcome instanceof EditOutcome.Edited && next.equals("checkout")
                    ? Html.see("/checkout")
                    : done(outcome);
        } catch (Failure e) {
            if (e.code().equals("cart.nothing-claimed")) {
                return Html.see("/cart" + CartNotes.EXPIRED);
            }
            throw e;
        }
    }

    /** Sets a line's quantity: from the buttons beside it, or typed. */
    @Route(limit = {"change", "open-when-away"})
    @PostMapping("/cart/lines/{variant}")
    ResponseEntity<byte[]> put(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable UUID variant,
            @RequestParam(required = false) @Nullable String quantity,
            @RequestParam(required = false) @Nullable String typed) {
        String wanted = quantity == null ? typed : quantity;
        int number;
        try {
            number = Parameters.wholeInt(wanted == null ? "" : wanted);
        } catch (NumberFormatException e) {
            number = -1;
        }
        if (number < 0) {
            return Html.see("/cart" + CartNotes.NUMBER);
        }
        int units = clamp(number);
        return done(edit(request, response, mine -> carts.put(mine.id(), mine.owner(), variant, units)));
    }

    @Route(limit = {"change", "open-when-away"})
    @PostMapping("/cart/lines/{variant}/save")
    ResponseEntity<byte[]> save(HttpServletRequest request, HttpServletResponse response, @PathVariable UUID variant) {
        return done(edit(request, response, mine -> carts.saveForLater(mine.id(), mine.owner(), variant)));
    }

    @Route(limit = {"change", "open-when-away"})
    @PostMapping("/cart/lines/{variant}/move")
    ResponseEntity<byte[]> move(HttpServletRequest request, HttpServletResponse response, @PathVariable UUID variant) {
        return done(edit(request, response, mine -> carts.moveToCart(mine.id(), mine.owner(), variant)));
    }

    @Route(limit = {"change", "open-when-away"})
    @PostMapping("/cart/accept")
    ResponseEntity<byte[]> accept(HttpServletRequest request, @RequestParam String tag) {
        return shopper.find(request)
                .map(mine -> switch (carts.acknowledge(mine.id(), mine.owner(), tag)) {
                    case AcknowledgeOutcome.Acknowledged done -> Html.see("/cart");
                    case AcknowledgeOutcome.ChangedAgain again -> Html.see("/cart");
                    case AcknowledgeOutcome.Refused(EditOutcome reason) -> done(reason);
                })
                .orElseGet(() -> Html.see("/cart"));
    }

    /** Changes the cart; a checkout that holds it is given up, a cart that is finished is followed to the next one. */
    private EditOutcome edit(
            HttpServletRequest request, HttpServletResponse response, Function<ShopperCart.Mine, EditOutcome> change) {
        ShopperCart.Mine mine = shopper.open(request, response);
        EditOutcome outcome = change.apply(mine);
        if (outcome instanceof EditOutcome.InCheckout(UUID checkoutId)) {
            checkout.abandon(checkoutId);
            outcome = change.apply(mine);
        }
        if (outcome instanceof EditOutcome.Closed closed) {
            shopper.remember(request, response, mine.owner(), closed.continuedBy());
            outcome = change.apply(new ShopperCart.Mine(closed.continuedBy(), mine.owner()));
        }
        return outcome;
    }

    private static ResponseEntity<byte[]> done(EditOutcome outcome) {
        return Html.see("/cart" + CartNotes.query(outcome));
    }

    private static CartOwner owner(CartView cart) {
        UUID customer = cart.customerId();
        return customer == null ? CartOwner.guest() : CartOwner.customer(customer);
    }

    private static int clamp(int quantity) {
        return Math.clamp(quantity, 0, MOST_TYPED);
    }
}

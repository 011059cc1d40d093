package io.peakday.storefront.checkout;

import io.peakday.cart.CartState;
import io.peakday.cart.CartView;
import io.peakday.checkout.Checkout;
import io.peakday.checkout.CheckoutOutcome;
import io.peakday.checkout.CheckoutRequest;
import io.peakday.checkout.CheckoutView;
import io.peakday.customers.CustomerAddress;
import io.peakday.customers.Customers;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.orders.Order;
import io.peakday.orders.Orders;
import io.peakday.payments.CardDetails;
import io.peakday.payments.CardToken;
import io.peakday.payments.CardTokens;
import io.peakday.payments.CardTokens.Payer;
import io.peakday.pricing.Address;
import io.peakday.storefront.account.OrderViews;
import io.peakday.storefront.cart.CartNotes;
import io.peakday.storefront.cart.ShopperCart;
import io.peakday.storefront.checkout.CheckoutPageView.Card;
import io.peakday.storefront.checkout.CheckoutPageView.Notice;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.ui.Html;
import io.peakday.web.Crawl;
import io.peakday.web.Parameters;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Checkout as a person goes through it. The checkout's id is made when the page is first shown and sent along, so that
 * sending the form twice buys once; it is also what leads back from the bank, and what lets a guest see the result.
 */
@RestController
@Route(priority = Priority.CRITICAL, crawl = Crawl.REFUSED)
public final class CheckoutController {
    private final Checkout checkout;
    private final CardTokens cards;
    private final Orders orders;
    private final Customers customers;
    private final ShopperCart shopper;
    private final CheckoutPage page;
    private final Countries countries;
    private final OrderViews orderViews;
    private final PageLayouts layouts;
    private final Html html;

    public CheckoutController(
            Checkout checkout,
            CardTokens cards,
            Orders orders,
            Customers customers,
            ShopperCart shopper,
            CheckoutPage page,
            Countries countries,
            OrderViews orderViews,
            PageLayouts layouts,
            Html html) {
        this.checkout = checkout;
        this.cards = cards;
        this.orders = orders;
        this.customers = customers;
        this.shopper = shopper;
        this.page = page;
        this.countries = countries;
        this.orderViews = orderViews;
        this.layouts = layouts;
        this.html = html;
    }

    @GetMapping("/checkout")
    ResponseEntity<byte[]> start(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable UUID after) {
        Optional<CartView> cart = shopper.view(request, response);
        if (cart.isEmpty() || cart.get().empty()) {
            return Html.see("/cart" + CartNotes.EMPTY);
        }
        UUID held = cart.get().checkoutId();
        if (cart.get().state() == CartState.CHECKOUT && held != null) {
            return Html.see("/checkout/" + held + "/return");
        }
        if (cart.get().changed()) {
            return Html.see("/cart");
        }
        CheckoutForm form = started(after);
        return show(HttpStatus.OK, Ids.next(), cart.get(), form, null, null);
    }

    /**
     * Places the order if the Pay button was pressed, which sends {@code place}; else shows the page again, with another
     * country, address or card if {@code refresh} says so. What comes without either orders nothing.
     */
    @Route(limit = "payment")
    @PostMapping("/checkout")
    ResponseEntity<byte[]> send(
            HttpServletRequest request, HttpServletResponse response, @RequestParam Map<String, String> sent) {
        UUID checkoutId = id(sent.get("checkoutId")).orElseGet(Ids::next);
        Optional<CartView> found = shopper.view(request, response);
        if (found.isEmpty() || found.get().empty()) {
            // Sent twice: the first made the order.
            return checkout.find(checkoutId).isPresent()
                    ? Html.see("/checkout/" + checkoutId + "/return")
                    : Html.see("/cart" + CartNotes.EMPTY);
        }
        CartView cart = found.get();
        CheckoutForm form = new CheckoutForm(sent, countries.first());
        String refresh = sent.getOrDefault("refresh", "");
        boolean pays = !sent.containsKey("refresh") && sent.containsKey("place");
        boolean unseen = savedIsNotShown(sent);
        if (pays && !unseen) {
            return place(checkoutId, cart, form, sent);
        }
        if (unseen || refresh.equals("saved")) {
            fill(form);
        }
        Card card = refresh.equals("card") ? null : kept(sent);
        return pays
                ? show(HttpStatus.CONFLICT, checkoutId, cart, form, card, CheckoutNotices.ANOTHER_ADDRESS)
                : show(HttpStatus.OK, checkoutId, cart, form, card, null);
    }

    /** Whether a saved address was chosen that is not the one in the fields: nobody has seen what they would order to. */
    private static boolean savedIsNotShown(Map<String, String> sent) {
        String chosen = sent.getOrDefault("saved", "");
        return !chosen.isEmpty() && sent.containsKey("savedShown") && !chosen.equals(sent.get("savedShown"));
    }

    private void fill(CheckoutForm form) {
        Optional<CustomerAddress> chosen = id(form.value("saved"))
                .flatMap(id -> addresses().stream()
                        .filter(address -> address.id().equals(id))
                        .findFirst());
        chosen.ifPresentOrElse(form::fill, () -> form.put("saved", ""));
    }

    /** Where the bank's page leads back to. It only shows how things stand; the page's form goes on. */
    @GetMapping("/checkout/{checkoutId}/return")
    ResponseEntity<byte[]> back(@PathVariable UUID checkoutId) {
        return switch (mine(checkoutId).state()) {
            case COMPLETED -> Html.see("/checkout/" + checkoutId + "/done");
            case DECLINED -> Html.see("/checkout?after=" + checkoutId);
            case ABANDONED -> Html.see("/cart" + CartNotes.ABANDONED);
            case PREPARED, CHALLENGED, PENDING, CLOSING -> waiting(checkoutId, true);
        };
    }

    /** Goes on: asks the bank, and makes the order of what is paid. */
    @Route(limit = "payment")
    @PostMapping("/checkout/{checkoutId}/return")
    ResponseEntity<byte[]> resume(@PathVariable UUID checkoutId) {
        return answer(checkoutId, checkout.resume(mine(checkoutId).id()));
    }

    @GetMapping("/checkout/{checkoutId}/done")
    ResponseEntity<byte[]> done(@PathVariable UUID checkoutId) {
        String number = mine(checkoutId).orderNumber();
        Order order = number == null ? null : orders.byNumber(number).orElse(null);
        if (order == null) {
            return Html.see("/checkout/" + checkoutId + "/return");
        }
        return html.page(
                "checkout/done",
                new ConfirmationView(layouts.personal("Thank you"), orderViews.of(order), order.customerId() == null));
    }

    private ResponseEntity<byte[]> place(UUID checkoutId, CartView cart, CheckoutForm form, Map<String, String> sent) {
        if (!page.canBePaid()) {
            return show(HttpStatus.CONFLICT, checkoutId, cart, form, null, null);
        }
        form.checkEmail();
        Address shipTo = form.address("");
        Address billTo = form.billSame() ? null : form.address("bill.");
        Card card = kept(sent);
        if (card == null) {
            CardDetails details = form.card();
            card = details == null ? null : accepted(cards.tokenize(details, Payer.of(cart.customerId(), cart.id())));
        }
        if (!form.form().ok() || shipTo == null || card == null) {
            return show(HttpStatus.UNPROCESSABLE_CONTENT, checkoutId, cart, form, card, null);
        }
        String token;
        try {
            token = cards.open(card.token(), cart.customerId(), cart.id());
        } catch (Failure failure) {
            form.refuse("card.number", "Please enter your card again.");
            return show(HttpStatus.UNPROCESSABLE_CONTENT, checkoutId, cart, form, null, null);
        }
        CheckoutRequest request;
        try {
            request = new CheckoutRequest(
                    checkoutId,
                    cart.id(),
                    cart.customerId(),
                    form.value("email"),
                    shipTo,
                    billTo,
                    form.value("shippingMethod"),
                    token,
                    card.label(),
                    expected(sent.get("expected"), cart),
                    "/checkout/" + checkoutId + "/return");
        } catch (Failure failure) {
            failure.fields().forEach(error -> form.refuse(error.field(), error.message()));
            return show(HttpStatus.UNPROCESSABLE_CONTENT, checkoutId, cart, form, card, null);
        }
        Notice stop = page.stop(checkoutId, cart, form.value("country"));
        if (stop != null) {
            return show(HttpStatus.CONFLICT, checkoutId, cart, form, card, stop);
        }
        CheckoutOutcome outcome = checkout.place(request);
        return switch (outcome) {
            case CheckoutOutcome.Changed changed ->
                show(HttpStatus.CONFLICT, Ids.next(), cart, form, card, CheckoutNotices.changed(changed));
            case CheckoutOutcome.Declined declined ->
                show(HttpStatus.CONFLICT, Ids.next(), cart, form, null, CheckoutNotices.declined(declined));
            default -> answer(checkoutId, outcome);
        };
    }

    private ResponseEntity<byte[]> answer(UUID checkoutId, CheckoutOutcome outcome) {
        return switch (outcome) {
            case CheckoutOutcome.Placed placed -> Html.see("/checkout/" + checkoutId + "/done");
            case CheckoutOutcome.AlreadyPlaced placed ->
                Html.see("/orders/" + placed.order().number());
            case CheckoutOutcome.ChallengeRequired challenge -> Html.see(challenge.url());
            case CheckoutOutcome.Declined declined -> Html.see("/checkout?after=" + declined.checkoutId());
            case CheckoutOutcome.OutOfStock missing -> Html.see("/cart" + CartNotes.OUT_OF_STOCK);
            case CheckoutOutcome.Changed changed -> Html.see("/cart");
            case CheckoutOutcome.Abandoned ended -> Html.see("/cart" + CartNotes.ABANDONED);
            case CheckoutOutcome.PaymentPending pending -> waiting(pending.checkoutId(), false);
        };
    }

    private ResponseEntity<byte[]> waiting(UUID checkoutId, boolean first) {
        String next = "/checkout/" + checkoutId + "/return";
        ResponseEntity<byte[]> waiting =
                html.page("checkout/waiting", new WaitingView(layouts.personal("Waiting for your bank"), next, first));
        return ResponseEntity.status(HttpStatus.OK)
                .headers(waiting.getHeaders())
                .header("Refresh", "3; url=" + next)
                .body(waiting.getBody());
    }

    private ResponseEntity<byte[]> show(
            HttpStatus status,
            UUID checkoutId,
            CartView cart,
            CheckoutForm form,
            @Nullable Card card,
            @Nullable Notice notice) {
        String name = CurrentActor.get() instanceof Actor.Customer customer ? customer.name() : null;
        return html.page(status, "checkout/page", page.view(checkoutId, cart, form, name, addresses(), card, notice));
    }

    /** The form as it is first shown: from the declined attempt before it, else from the customer's address book. */
    private CheckoutForm started(@Nullable UUID after) {
        CheckoutForm form = new CheckoutForm(new HashMap<>(), countries.first());
        if (CurrentActor.get() instanceof Actor.Customer customer) {
            form.put("email", customer.email());
            addresses().stream()
                    .min((a, b) -> Boolean.compare(b.preferred(), a.preferred()))
                    .ifPresent(address -> {
                        form.fill(address);
                        form.put("saved", address.id().toString());
                        if (form.value("name").isEmpty()) {
                            form.put("name", customer.name());
                        }
                    });
        }
        if (after != null) {
            CheckoutView before = mine(after);
            form.put("email", before.email());
            Address to = before.shipTo();
            form.put("name", to.name());
            form.put("line1", to.line1());
            form.put("line2", to.line2() == null ? "" : to.line2());
            form.put("postalCode", to.postalCode());
            form.put("city", to.city());
            form.put("region", to.region() == null ? "" : to.region());
            form.put("country", to.country());
            form.put("saved", "");
            form.put("shippingMethod", before.shipping().method());
            form.refuse("card.number", "The bank refused this payment. Please try another card.");
        }
        return form;
    }

    private List<CustomerAddress> addresses() {
        return CurrentActor.customerId().map(customers::addresses).orElse(List.of());
    }

    /** A customer's checkout is only that customer's; a guest's belongs to whoever knows its id. */
    private CheckoutView mine(UUID checkoutId) {
        return checkout.find(checkoutId)
                .filter(view -> view.customerId() == null
                        || view.customerId().equals(CurrentActor.customerId().orElse(null)))
                .orElseThrow(() -> new Failure(
                        Fault.NOT_FOUND, "checkout.not-found", "There is no such checkout.", List.of(), null));
    }

    private static Card accepted(CardToken token) {
        String brand = token.brand().substring(0, 1).toUpperCase(Locale.ROOT)
                + token.brand().substring(1);
        return new Card(token.token(), brand + " •••• " + token.last4());
    }

    private static @Nullable Card kept(Map<String, String> sent) {
        String token = sent.getOrDefault("cardToken", "");
        String label = sent.getOrDefault("cardLabel", "");
        return token.isBlank() || token.length() > 200 || label.isBlank() || label.length() > 40
                ? null
                : new Card(token, label);
    }

    private static @Nullable Money expected(@Nullable String minor, CartView cart) {
        try {
            long amount = minor == null ? -1 : Parameters.whole(minor);
            return amount < 0 ? null : new Money(amount, cart.subtotal().currency());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Optional<UUID> id(@Nullable String text) {
        try {
            return text == null || text.length() != 36 ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

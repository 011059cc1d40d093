package io.peakday.storefront.checkout;

import io.peakday.cart.CartLine;
import io.peakday.cart.CartView;
import io.peakday.checkout.Checkout;
import io.peakday.checkout.CheckoutGate;
import io.peakday.checkout.Quote;
import io.peakday.checkout.QuoteRequest;
import io.peakday.contracts.CheckoutStep;
import io.peakday.customers.CustomerAddress;
import io.peakday.kernel.Money;
import io.peakday.payments.PaymentSetup;
import io.peakday.pricing.Shipping;
import io.peakday.pricing.Totals;
import io.peakday.storefront.checkout.CheckoutPageView.Bill;
import io.peakday.storefront.checkout.CheckoutPageView.Card;
import io.peakday.storefront.checkout.CheckoutPageView.Item;
import io.peakday.storefront.checkout.CheckoutPageView.Method;
import io.peakday.storefront.checkout.CheckoutPageView.Notice;
import io.peakday.storefront.checkout.CheckoutPageView.Saved;
import io.peakday.storefront.checkout.CheckoutPageView.Tax;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.ui.Formats;
import io.peakday.ui.Picture;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the page of checkout: the form, the ways to travel for its country, and what it all costs. */
public final class CheckoutPage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    private final Checkout checkout;
    private final PageLayouts layouts;
    private final Countries countries;
    private final CheckoutGate gate;
    private final PaymentSetup payments;
    private final boolean testCards;

    public CheckoutPage(
            Checkout checkout,
            PageLayouts layouts,
            Countries countries,
            CheckoutGate gate,
            PaymentSetup payments,
            boolean testCards) {
        this.checkout = checkout;
        this.layouts = layouts;
        this.countries = countries;
        this.gate = gate;
        this.payments = payments;
        this.testCards = testCards;
    }

    /** Whether anybody takes payments. */
    boolean canBePaid() {
        return payments.ready();
    }

    /** What other modules have against it, or that one of them does not answer; null where it may be placed. */
    @Nullable
    Notice stop(UUID checkoutId, CartView cart, String country) {
        CheckoutStep.Verdict.Stop stop = gate.check(checkoutId, cart, country);
        return stop == null ? null : new Notice("warn", stop.title(), stop.details());
    }

    /**
     * @param customer who is signed in; null for a guest
     * @param card accepted already; null where it is still to be typed
     */
    CheckoutPageView view(
            UUID checkoutId,
            CartView cart,
            CheckoutForm form,
            @Nullable String customer,
            List<CustomerAddress> addresses,
            @Nullable Card card,
            @Nullable Notice notice) {
        Quote quote = checkout.quote(
                new QuoteRequest(cart.id(), cart.customerId(), form.value("country"), form.value("postalCode")));
        Quote.Option chosen = chosen(quote, form.value("shippingMethod"));
        Totals totals = chosen == null ? null : chosen.totals();
        return new CheckoutPageView(
                layouts.personal("Checkout"),
                checkoutId,
                form.form(),
                customer,
                saved(addresses, form.value("saved")),
                countries.all(),
                quote.options().stream()
                        .map(option -> method(option, option.equals(chosen)))
                        .toList(),
                card,
                notice,
                bill(cart, totals, quote.taxNote()),
                totals == null ? "" : Long.toString(totals.total().minor()),
                payments.ready(),
                testCards && payments.sandboxRuns() ? TestCards.ALL : List.of());
    }

    private static Quote.@Nullable Option chosen(Quote quote, String method) {
        return quote.options().stream()
                .filter(option -> option.shipping().method().equals(method))
                .findFirst()
                .orElseGet(() -> quote.options().isEmpty()
                        ? null
                        : quote.options().stream()
                                .filter(option -> option.shipping().method().equals("standard"))
                                .findFirst()
                                .orElse(quote.options().getFirst()));
    }

    private static Method method(Quote.Option option, boolean selected) {
        Shipping shipping = option.shipping();
        return new Method(
                shipping.method(),
                shipping.name(),
                arrives(shipping),
                option.price().isZero() ? "Free" : Formats.money(option.price()),
                selected);
    }

    /** {@code Arrives Tue 24 – Wed 25 Nov}. */
    static String arrives(Shipping shipping) {
        String verb = shipping.method().equals("pick-up") ? "Ready " : "Arrives ";
        return verb + days(shipping.earliest(), shipping.latest());
    }

    /** {@code Tue 24 Nov}, or {@code Tue 24 Nov – Wed 25 Nov}. */
    public static String days(LocalDate from, LocalDate to) {
        return from.equals(to) ? DAY.format(from) : DAY.format(from) + " – " + DAY.format(to);
    }

    private static List<Saved> saved(List<CustomerAddress> addresses, String chosen) {
        return addresses.stream()
                .map(address -> new Saved(
                        address.id().toString(),
                        address.recipient() + ", " + address.line1() + ", " + address.city(),
                        address.id().toString().equals(chosen)))
                .toList();
    }

    private static Bill bill(CartView cart, @Nullable Totals totals, @Nullable String taxNote) {
        List<Item> items = new ArrayList<>();
        for (CartLine line : cart.lines()) {
            Money total = line.lineTotal();
            if (total != null) {
                CartLine.Picture picture = line.picture();
                items.add(new Item(
                        picture == null
                                ? Picture.none(line.title(), "parcel")
                                : Picture.of(picture.url(), "", picture.width(), picture.height(), "parcel"),
                        line.title(),
                        String.join(" · ", line.options().values()),
                        line.quantity(),
                        total));
            }
        }
        if (totals == null) {
            return new Bill(items, cart.itemCount(), cart.subtotal(), null, cart.subtotal(), List.of(), taxNote);
        }
        return new Bill(
                items,
                cart.itemCount(),
                totals.goods(),
                totals.shipping(),
                totals.total(),
                totals.taxesShown().stream()
                        .map(part -> new Tax("including VAT " + part.label(), part.tax()))
                        .toList(),
                taxNote);
    }
}

package io.peakday.storefront;

import static io.peakday.storefront.Samples.card;
import static io.peakday.storefront.Samples.euro;
import static io.peakday.storefront.Samples.shell;

import io.peakday.storefront.SamplePages.Sample;
import io.peakday.storefront.account.AccountViews;
import io.peakday.storefront.account.OrderView;
import io.peakday.storefront.checkout.CheckoutPageView;
import io.peakday.storefront.checkout.ConfirmationView;
import io.peakday.storefront.checkout.WaitingView;
import io.peakday.storefront.help.HelpViews;
import io.peakday.ui.Form;
import io.peakday.ui.Link;
import io.peakday.ui.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Checkout, account, help and error pages with sample content. */
final class SampleAccountPages {
    private static final Instant THEN = Instant.parse("2026-11-18T09:24:00Z");
    private static final List<AccountViews.KeptRow> KEPT = List.of(
            new AccountViews.KeptRow(
                    "Name, address and e-mail of order PD-2026-7K3M9-QX2TA",
                    "The order is under way: they are needed to deliver it, and erased when it has ended.",
                    null),
            new AccountViews.KeptRow(
                    "Name and billing address on the invoice of order PD-2026-7K3M9-QX2TA",
                    "The law asks sellers to keep invoices (in Germany § 14b UStG and § 147 AO).",
                    "2034-12-31"));

    static Map<String, Sample> all() {
        Map<String, Sample> pages = new LinkedHashMap<>();
        Form address = Form.of(Map.of(
                "email",
                "marta@example.org",
                "name",
                "Marta Kowalska",
                "line1",
                "Lange Straße 12",
                "postalCode",
                "0431",
                "city",
                "Leipzig",
                "country",
                "DE",
                "bill.country",
                "DE",
                "billSame",
                "yes"));
        pages.put("checkout", new Sample("checkout/page", checkout(address, null)));
        pages.put(
                "checkout-errors",
                new Sample(
                        "checkout/page",
                        checkout(
                                address.error("postalCode", "This is not a postcode of that country.")
                                        .error("card.number", "The card number is not valid. Check it digit by digit.")
                                        .error(
                                                "card.cvc",
                                                "The code has three or four digits and is on the back of the card."),
                                null)));
        pages.put(
                "checkout-declined",
                new Sample(
                        "checkout/page",
                        checkout(
                                address,
                                new CheckoutPageView.Notice(
                                        "bad",
                                        "Your card was declined",
                                        List.of(
                                                "The bank says that there is not enough money on this card.",
                                                "Nothing was charged. Please try another card.")))));
        pages.put("waiting", new Sample("checkout/waiting", new WaitingView(shell("Waiting"), "#", false)));
        pages.put("done", new Sample("checkout/done", new ConfirmationView(shell("Thank you"), order(), true)));
        var frame = frame("overview", null);
        pages.put(
                "account",
                new Sample(
                        "account/overview",
                        new AccountViews.Overview(
                                frame, rows(), "Marta Kowalska, Lange Straße 12, 04315 Leipzig", List.of())));
        pages.put(
                "orders",
                new Sample("account/orders", new AccountViews.OrderList(frame("orders", null), rows(), true, "#")));
        pages.put(
                "orders-none",
                new Sample("account/orders", new AccountViews.OrderList(frame("orders", null), List.of(), true, null)));
        pages.put(
                "order",
                new Sample(
                        "account/order",
                        new AccountViews.OrderPage(frame("orders", "Your return is announced."), order())));
        pages.put(
                "guest-order",
                new Sample(
                        "account/guestorder",
                        new AccountViews.GuestOrder(shell("Order"), order(), "marta@example.org")));
        pages.put(
                "look-up",
                new Sample(
                        "account/lookup",
                        new AccountViews.LookUp(
                                shell("Find an order"),
                                Form.EMPTY.problem("There is no order with this number and e-mail address."))));
        pages.put(
                "return",
                new Sample(
                        "account/returnform",
                        new AccountViews.ReturnPage(shell("Return"), order(), Form.EMPTY, "id", "")));
        pages.put(
                "addresses",
                new Sample(
                        "account/addresses",
                        new AccountViews.Addresses(
                                frame("addresses", "Saved."),
                                List.of(
                                        new AccountViews.AddressCard(
                                                "1",
                                                List.of(
                                                        "Marta Kowalska",
                                                        "Lange Straße 12",
                                                        "04315 Leipzig",
                                                        "Germany"),
                                                true),
                                        new AccountViews.AddressCard(
                                                "2",
                                                List.of(
                                                        "Kowalska & Partner",
                                                        "Hinterhaus, 3rd floor",
                                                        "ul. Piotrkowska 104",
                                                        "90-926 Łódź",
                                                        "Poland"),
                                                false)))));
        pages.put(
                "address",
                new Sample(
                        "account/addressform",
                        new AccountViews.AddressForm(
                                frame("addresses", null), "1", true, address, List.of(new Link("Germany", "DE")))));
        pages.put(
                "profile",
                new Sample(
                        "account/profile",
                        new AccountViews.Profile(
                                frame("profile", null), Form.of(Map.of("name", "Marta Kowalska")), "1", KEPT)));
        pages.put(
                "erased",
                new Sample("account/erased", new AccountViews.Erased(shell("Your account is deleted"), KEPT)));
        pages.put(
                "sessions",
                new Sample(
                        "account/sessions",
                        new AccountViews.SessionList(
                                frame("sessions", null),
                                List.of(
                                        new AccountViews.SessionRow(
                                                "1", "Firefox on Linux", "192.0.2.14", THEN, "just now", true),
                                        new AccountViews.SessionRow(
                                                "2", "Safari on iPhone", "198.51.100.7", THEN, "2 days ago", false)))));
        pages.put(
                "sign-in",
                new Sample(
                        "account/signin",
                        new AccountViews.SignInPage(
                                shell("Sign in"),
                                Form.of(Map.of("email", "marta@example.org"))
                                        .problem("The e-mail address and the password do not belong together."),
                                "/account",
                                null)));
        pages.put(
                "register",
                new Sample(
                        "account/register",
                        new AccountViews.RegisterPage(shell("Create an account"), Form.EMPTY, "/account")));
        pages.put(
                "forgot",
                new Sample("account/forgot", new AccountViews.ForgotPage(shell("Forgot"), Form.EMPTY, false)));
        pages.put(
                "forgot-sent",
                new Sample("account/forgot", new AccountViews.ForgotPage(shell("Forgot"), Form.EMPTY, true)));
        pages.put("reset", new Sample("account/reset", new AccountViews.ResetPage(shell("Reset"), Form.EMPTY, "t")));
        pages.put("verify", new Sample("account/verify", verify(false, true, false)));
        pages.put("verify-stranger", new Sample("account/verify", verify(false, false, false)));
        pages.put("verify-change", new Sample("account/verify", verify(true, true, false)));
        pages.put("verify-change-stranger", new Sample("account/verify", verify(true, false, false)));
        pages.put("verify-change-another", new Sample("account/verify", verify(true, false, true)));
        pages.put(
                "undo",
                new Sample(
                        "account/undo",
                        new AccountViews.UndoPage(shell("Take back"), Form.EMPTY, "t", "marta@example.org")));
        pages.put("help", new Sample("help/privacy", new HelpViews.HelpPage(shell("Privacy"))));
        pages.put("shipping", new Sample("help/shipping", new HelpViews.HelpPage(shell("Shipping"))));
        pages.put("accessibility", new Sample("help/accessibility", new HelpViews.HelpPage(shell("Accessibility"))));
        pages.put(
                "error-500",
                new Sample(
                        "help/error",
                        new HelpViews.ErrorPage(
                                shell("Error"),
                                500,
                                "broken",
                                "Something went wrong on our side",
                                "We have been notified. Please try again; if it keeps happening, give our support the reference below.",
                                "8f2c-91ab",
                                List.of(new Link("Try again", "#"), new Link("Go to the front page", "/")))));
        pages.put(
                "error-404",
                new Sample(
                        "help/error",
                        new HelpViews.ErrorPage(
                                shell("Error"),
                                404,
                                "lost",
                                "There is nothing here",
                                "The page was moved, or the product is no longer sold. A search often finds what it was called.",
                                "",
                                List.of(new Link("Go to the front page", "/")))));
        return pages;
    }

    private static AccountViews.Frame frame(String here, String message) {
        return new AccountViews.Frame(
                shell("Account"),
                "Marta Kowalska",
                "marta.kowalska@example.org",
                !here.equals("overview"),
                here,
                message);
    }

    private static List<AccountViews.OrderRow> rows() {
        List<AccountViews.OrderRow> rows = new ArrayList<>();
        rows.add(new AccountViews.OrderRow(
                "PD-2026-7K3M9-QX2TA",
                THEN,
                "On its way",
                "good",
                3,
                euro(42795),
                List.of(card(0).picture(), card(2).picture())));
        rows.add(new AccountViews.OrderRow(
                "PD-2026-3HH2B-A81LM", THEN, "Cancelled", "bad", 1, euro(7995), List.of(card(1).picture())));
        return rows;
    }

    static OrderView order() {
        List<OrderView.Item> items = new ArrayList<>();
        for (int i : new int[] {0, 2}) {
            var c = card(i);
            items.add(new OrderView.Item(
                    i + 1,
                    "id",
                    c.href(),
                    c.plainTitle(),
                    i == 2 ? "Slate · 1.5 m" : "",
                    "Norrland Living",
                    c.picture(),
                    i == 0 ? 2 : 1,
                    c.price(),
                    i == 0 ? "1 returned" : "",
                    1));
        }
        return new OrderView(
                "PD-2026-7K3M9-QX2TA",
                "marta@example.org",
                THEN,
                "On its way",
                "good",
                "Expected Sat 21 Nov – Mon 23 Nov.",
                List.of(
                        new Step(Step.State.DONE, "Placed", THEN, ""),
                        new Step(Step.State.DONE, "Paid", THEN, ""),
                        new Step(Step.State.DONE, "Packed", THEN.plusSeconds(9000), ""),
                        new Step(Step.State.NOW, "On its way", THEN.plusSeconds(90000), ""),
                        new Step(Step.State.TODO, "Delivered", null, "")),
                items,
                List.of(
                        new OrderView.Row("Goods", euro(42700), false),
                        new OrderView.Row("Delivery", euro(0), false),
                        new OrderView.Row("including VAT 19 %", euro(6817), true)),
                euro(42700),
                null,
                List.of("Marta Kowalska", "Lange Straße 12", "04315 Leipzig", "Germany"),
                List.of("Kowalska & Partner", "ul. Piotrkowska 104", "90-926 Łódź", "Poland"),
                "Standard delivery",
                "Visa •••• 4242",
                new OrderView.Track("DHL", "00340434161094042557", "https://example.org"),
                List.of(new OrderView.Return("Announced", "info", "1 × Arden desk lamp with linen shade", THEN)),
                true,
                true);
    }

    private static CheckoutPageView checkout(Form form, CheckoutPageView.Notice notice) {
        List<CheckoutPageView.Item> items = new ArrayList<>();
        for (int i : new int[] {0, 2, 4}) {
            items.add(new CheckoutPageView.Item(
                    card(i).picture(),
                    card(i).plainTitle(),
                    i == 2 ? "Slate · 1.5 m" : "",
                    i == 0 ? 2 : 1,
                    card(i).price()));
        }
        return new CheckoutPageView(
                shell("Checkout"),
                UUID.randomUUID(),
                form,
                notice == null ? null : "Marta Kowalska",
                notice == null
                        ? List.of()
                        : List.of(new CheckoutPageView.Saved("1", "Marta Kowalska, Lange Straße 12, Leipzig", true)),
                List.of(new Link("Germany", "DE"), new Link("Austria", "AT")),
                List.of(
                        new CheckoutPageView.Method(
                                "standard", "Standard delivery", "Arrives Tue 24 Nov – Wed 25 Nov", "Free", true),
                        new CheckoutPageView.Method(
                                "express", "Express delivery", "Arrives Mon 23 Nov", "€9.90", false),
                        new CheckoutPageView.Method(
                                "pick-up", "Pick-up in the shop", "Ready Mon 23 Nov", "Free", false)),
                null,
                notice,
                new CheckoutPageView.Bill(
                        items,
                        4,
                        euro(48100),
                        euro(0),
                        euro(48100),
                        List.of(new CheckoutPageView.Tax("including VAT 19 %", euro(7679))),
                        null),
                "48100",
                true,
                List.of(
                        new CheckoutPageView.TestCard("4242 4242 4242 4242", "Is accepted."),
                        new CheckoutPageView.TestCard("4000 0000 0000 9995", "Is declined: not enough money.")));
    }

    private SampleAccountPages() {}

    private static AccountViews.VerifyPage verify(boolean change, boolean mine, boolean another) {
        return new AccountViews.VerifyPage(
                shell("Confirm"), Form.EMPTY, "t", "marta@example.org", change, mine, another);
    }
}

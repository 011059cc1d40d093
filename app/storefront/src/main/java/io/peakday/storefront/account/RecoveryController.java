package io.peakday.storefront.account;

import io.peakday.customers.Customers;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.MailLink;
import io.peakday.identity.MailLink.Purpose;
import io.peakday.identity.Origin;
import io.peakday.kernel.Failure;
import io.peakday.storefront.account.AccountViews.ForgotPage;
import io.peakday.storefront.account.AccountViews.ResetPage;
import io.peakday.storefront.account.AccountViews.UndoPage;
import io.peakday.storefront.account.AccountViews.VerifyPage;
import io.peakday.storefront.help.HelpViews.MessagePage;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefrontkit.Sentences;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the links in mails lead to: confirming an address, taking it back, setting a new password. Opening a link only shows what it
 * would do.
 */
@RestController
@Route(priority = Priority.INTERACTIVE)
public final class RecoveryController {
    private final Customers customers;
    private final PageLayouts layouts;
    private final Html html;

    public RecoveryController(Customers customers, PageLayouts layouts, Html html) {
        this.customers = customers;
        this.layouts = layouts;
        this.html = html;
    }

    @GetMapping("/forgot-password")
    ResponseEntity<byte[]> forgot() {
        return html.page("account/forgot", new ForgotPage(layouts.personal("Forgot password"), Form.EMPTY, false));
    }

    @Route(limit = "sign-in")
    @PostMapping("/forgot-password")
    ResponseEntity<byte[]> sendReset(HttpServletRequest request, @RequestParam(defaultValue = "") String email) {
        if (email.isBlank() || email.indexOf('@') < 1) {
            Form form = Form.of(Map.of("email", email)).error("email", "Please enter your e-mail address.");
            return html.page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "account/forgot",
                    new ForgotPage(layouts.personal("Forgot password"), form, false));
        }
        customers.requestReset(email, Origin.of(request));
        return html.page("account/forgot", new ForgotPage(layouts.personal("Mail sent"), Form.EMPTY, true));
    }

    @Route(priority = Priority.BROWSING)
    @GetMapping("/reset")
    ResponseEntity<byte[]> reset(@RequestParam(defaultValue = "") String token) {
        return customers
                .link(token)
                .filter(link -> link.purpose() == Purpose.RESET)
                .map(link ->
                        html.page("account/reset", new ResetPage(layouts.personal("New password"), Form.EMPTY, token)))
                .orElseGet(this::spentReset);
    }

    @Route(limit = "sign-in")
    @PostMapping("/reset-password")
    ResponseEntity<byte[]> setPassword(
            @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String password) {
        try {
            if (customers.reset(token, password)) {
                return Html.see("/sign-in?note=reset");
            }
        } catch (Failure failure) {
            return html.page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "account/reset",
                    new ResetPage(layouts.personal("New password"), Sentences.put(Form.EMPTY, failure), token));
        }
        return spentReset();
    }

    /** Says what the link would do; programs that look through mails follow links, too, so only the button does it. */
    @GetMapping("/verify")
    ResponseEntity<byte[]> verification(@RequestParam(defaultValue = "") String token) {
        return customers
                .link(token)
                .filter(link -> link.purpose() == Purpose.VERIFY || link.purpose() == Purpose.CHANGE)
                .map(link -> ask(HttpStatus.OK, link, token, Form.EMPTY))
                .orElseGet(this::spent);
    }

    /** @param password of whoever is not signed in to the account of the link */
    @Route(limit = "sign-in")
    @PostMapping("/verify")
    ResponseEntity<byte[]> verify(
            @RequestParam(defaultValue = "") String token, @RequestParam(required = false) @Nullable String password) {
        MailLink link = customers.link(token).orElse(null);
        if (link == null) {
            return spent();
        }
        boolean mine = link.ownerId().equals(CurrentActor.customerId().orElse(null));
        try {
            boolean proven = mine
                    ? customers.verifyEmail(token, CurrentActor.requireCustomer())
                    : customers.verifyEmail(token, password == null ? "" : password);
            return proven ? proven(mine) : spent();
        } catch (Failure failure) {
            return ask(HttpStatus.UNPROCESSABLE_CONTENT, link, token, Sentences.put(Form.EMPTY, failure));
        }
    }

    @GetMapping("/undo")
    ResponseEntity<byte[]> undoPage(@RequestParam(defaultValue = "") String token) {
        return customers
                .link(token)
                .filter(link -> link.purpose() == Purpose.UNDO)
                .map(link -> undoPage(HttpStatus.OK, link, token, Form.EMPTY))
                .orElseGet(this::spent);
    }

    @Route(limit = "sign-in")
    @PostMapping("/undo")
    ResponseEntity<byte[]> undo(
            @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String password) {
        MailLink link = customers.link(token).orElse(null);
        if (link == null) {
            return spent();
        }
        try {
            return customers.undoEmailChange(token, password) ? Html.see("/sign-in?note=undone") : spent();
        } catch (Failure failure) {
            return undoPage(HttpStatus.UNPROCESSABLE_CONTENT, link, token, Sentences.put(Form.EMPTY, failure));
        }
    }

    private ResponseEntity<byte[]> ask(HttpStatus status, MailLink link, String token, Form form) {
        UUID here = CurrentActor.customerId().orElse(null);
        boolean mine = link.ownerId().equals(here);
        return html.page(
                status,
                "account/verify",
                new VerifyPage(
                        layouts.personal("Confirm your address"),
                        form,
                        token,
                        link.email(),
                        link.purpose() == Purpose.CHANGE,
                        mine,
                        !mine && here != null));
    }

    private ResponseEntity<byte[]> undoPage(HttpStatus status, MailLink link, String token, Form form) {
        return html.page(
                status,
                "account/undo",
                new UndoPage(layouts.personal("Take your account back"), form, token, link.email()));
    }

    private ResponseEntity<byte[]> proven(boolean mine) {
        return mine
                ? message(
                        HttpStatus.OK,
                        "letter",
                        "Your e-mail address is confirmed",
                        "You can now write reviews, and orders you placed as a guest are in your account.",
                        "Go to your account",
                        "/account")
                : Html.see("/sign-in?note=verified");
    }

    private ResponseEntity<byte[]> spent() {
        return message(
                HttpStatus.GONE,
                "letter",
                "This link does not work any more",
                "It may have been used already: then all is well. Otherwise ask for a new one in your account.",
                "Go to your account",
                "/account");
    }

    private ResponseEntity<byte[]> spentReset() {
        return message(
                HttpStatus.GONE,
                "locked",
                "This link does not work any more",
                "It has been used, or is older than it may be. Ask for a new one.",
                "Send a new link",
                "/forgot-password");
    }

    private ResponseEntity<byte[]> message(
            HttpStatus status, String shape, String title, String text, String label, String href) {
        return html.page(
                status, "help/message", new MessagePage(layouts.personal(title), shape, title, text, label, href));
    }
}

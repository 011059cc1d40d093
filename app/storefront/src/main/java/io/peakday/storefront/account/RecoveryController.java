package io.peakday.storefront.account;

import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Customers;
import io.peakday.identity.Origin;
import io.peakday.kernel.Failure;
import io.peakday.storefront.account.AccountViews.ForgotPage;
import io.peakday.storefront.account.AccountViews.ResetPage;
import io.peakday.storefront.help.HelpViews.MessagePage;
import io.peakday.storefront.layout.Sentences;
import io.peakday.storefront.layout.Shells;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the links in mails lead to: confirming an address, setting a new password. */
@RestController
public final class RecoveryController {
    private final Customers customers;
    private final Shells shells;
    private final Html html;

    public RecoveryController(Customers customers, Shells shells, Html html) {
        this.customers = customers;
        this.shells = shells;
        this.html = html;
    }

    @GetMapping("/forgot-password")
    ResponseEntity<byte[]> forgot() {
        return html.page("account/forgot", new ForgotPage(shells.personal("Forgot password"), Form.EMPTY, false));
    }

    @PostMapping("/forgot-password")
    ResponseEntity<byte[]> sendReset(HttpServletRequest request, @RequestParam(defaultValue = "") String email) {
        if (email.isBlank() || email.indexOf('@') < 1) {
            Form form = Form.of(Map.of("email", email)).error("email", "Please enter your e-mail address.");
            return html.page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "account/forgot",
                    new ForgotPage(shells.personal("Forgot password"), form, false));
        }
        customers.requestReset(email, Origin.of(request));
        return html.page("account/forgot", new ForgotPage(shells.personal("Mail sent"), Form.EMPTY, true));
    }

    @GetMapping("/reset")
    ResponseEntity<byte[]> reset(@RequestParam(defaultValue = "") String token) {
        return html.page("account/reset", new ResetPage(shells.personal("New password"), Form.EMPTY, token));
    }

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
                    new ResetPage(shells.personal("New password"), Sentences.put(Form.EMPTY, failure), token));
        }
        return message(
                HttpStatus.GONE,
                "locked",
                "This link does not work any more",
                "It has been used, or is older than it may be. Ask for a new one.",
                "Send a new link",
                "/forgot-password");
    }

    /** Following the link is the proof; opening it again is told kindly. */
    @GetMapping("/verify")
    ResponseEntity<byte[]> verify(@RequestParam(defaultValue = "") String token) {
        UUID here = CurrentActor.get() instanceof Actor.Customer customer ? customer.sessionId() : null;
        return customers.verifyEmail(token, here)
                ? message(
                        HttpStatus.OK,
                        "letter",
                        "Your e-mail address is confirmed",
                        "You can now write reviews, and orders you placed as a guest are in your account.",
                        "Go to your account",
                        "/account")
                : message(
                        HttpStatus.GONE,
                        "letter",
                        "This link does not work any more",
                        "It may have been used already: then all is well. Otherwise ask for a new one in your account.",
                        "Go to your account",
                        "/account");
    }

    private ResponseEntity<byte[]> message(
            HttpStatus status, String shape, String title, String text, String label, String href) {
        return html.page(
                status, "help/message", new MessagePage(shells.personal(title), shape, title, text, label, href));
    }
}

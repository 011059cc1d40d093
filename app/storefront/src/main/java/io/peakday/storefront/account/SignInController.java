package io.peakday.storefront.account;

import io.peakday.customers.Customers;
import io.peakday.customers.Registration;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Origin;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SignIn;
import io.peakday.kernel.Failure;
import io.peakday.storefront.account.AccountViews.RegisterPage;
import io.peakday.storefront.account.AccountViews.SignInPage;
import io.peakday.storefront.cart.ShopperCart;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefrontkit.Sentences;
import io.peakday.ui.Form;
import io.peakday.ui.Formats;
import io.peakday.ui.Html;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signing in, registering and signing out; the cart comes along. */
@RestController
@Route(priority = Priority.INTERACTIVE)
public final class SignInController {
    private static final String HOME = "/account";

    private final Customers customers;
    private final ShopperCart shopper;
    private final PageLayouts layouts;
    private final Html html;

    public SignInController(Customers customers, ShopperCart shopper, PageLayouts layouts, Html html) {
        this.customers = customers;
        this.shopper = shopper;
        this.layouts = layouts;
        this.html = html;
    }

    @GetMapping("/sign-in")
    ResponseEntity<byte[]> page(
            @RequestParam(defaultValue = HOME) String next, @RequestParam(required = false) @Nullable String note) {
        String target = Html.local(next, HOME);
        if (CurrentActor.customerId().isPresent()) {
            return Html.see(target);
        }
        return show(HttpStatus.OK, Form.EMPTY, target, note(note));
    }

    @Route(limit = "sign-in")
    @PostMapping("/sign-in")
    ResponseEntity<byte[]> signIn(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = HOME) String next) {
        String target = Html.local(next, HOME);
        Form form = Form.of(Map.of("email", email));
        if (email.isBlank()) {
            form = form.error("email", "Please enter your e-mail address.");
        }
        if (password.isEmpty()) {
            form = form.error("password", "Please enter your password.");
        }
        if (!form.ok()) {
            return show(HttpStatus.UNPROCESSABLE_CONTENT, form, target, null);
        }
        UUID guestCart = shopper.guestCartId(request);
        return switch (customers.signIn(email, password, guestCart, Origin.of(request))) {
            case SignIn.SignedIn session -> welcome(request, response, session, target);
            case SignIn.SecondStep step -> throw new IllegalStateException("customers have no second factor");
            case SignIn.Refused refused ->
                show(
                        HttpStatus.UNAUTHORIZED,
                        form.problem("The e-mail address and the password do not belong together."),
                        target,
                        null);
            case SignIn.Throttled throttled ->
                Html.retryAfter(
                        throttled.retryAfter(),
                        show(HttpStatus.TOO_MANY_REQUESTS, form.problem(later(throttled.retryAfter())), target, null));
        };
    }

    @GetMapping("/register")
    ResponseEntity<byte[]> registerPage(@RequestParam(defaultValue = HOME) String next) {
        return CurrentActor.customerId().isPresent()
                ? Html.see(Html.local(next, HOME))
                : showRegister(HttpStatus.OK, Form.EMPTY, Html.local(next, HOME));
    }

    @Route(limit = "sign-in")
    @PostMapping("/register")
    ResponseEntity<byte[]> register(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = HOME) String next) {
        String target = Html.local(next, HOME);
        Form form = Form.of(Map.of("name", name, "email", email));
        Registration outcome;
        try {
            outcome = customers.register(email, name, password, shopper.guestCartId(request), Origin.of(request));
        } catch (Failure failure) {
            return showRegister(HttpStatus.UNPROCESSABLE_CONTENT, Sentences.put(form, failure), target);
        }
        return switch (outcome) {
            case Registration.Registered registered -> welcome(request, response, registered.session(), target);
            case Registration.EmailTaken taken ->
                showRegister(
                        HttpStatus.CONFLICT,
                        form.error("email", "There is an account with this address already. Sign in instead?"),
                        target);
            case Registration.Throttled throttled ->
                Html.retryAfter(
                        throttled.retryAfter(),
                        showRegister(
                                HttpStatus.TOO_MANY_REQUESTS, form.problem(later(throttled.retryAfter())), target));
        };
    }

    @PostMapping("/sign-out")
    ResponseEntity<byte[]> signOut(HttpServletRequest request, HttpServletResponse response) {
        if (CurrentActor.get() instanceof Actor.Customer customer) {
            customers.signOut(customer.id(), customer.sessionId());
        }
        SessionCookies.clearCustomer(request, response);
        return Html.see("/sign-in?note=bye");
    }

    private ResponseEntity<byte[]> welcome(
            HttpServletRequest request, HttpServletResponse response, SignIn.SignedIn session, String target) {
        SessionCookies.setCustomer(request, response, session);
        shopper.bringAlong(request, response, session.id());
        return Html.see(target);
    }

    private ResponseEntity<byte[]> show(HttpStatus status, Form form, String next, @Nullable String message) {
        return html.page(status, "account/signin", new SignInPage(layouts.personal("Sign in"), form, next, message));
    }

    private ResponseEntity<byte[]> showRegister(HttpStatus status, Form form, String next) {
        return html.page(
                status, "account/register", new RegisterPage(layouts.personal("Create an account"), form, next));
    }

    private static String later(Duration retryAfter) {
        long minutes = Math.max(1, (retryAfter.toSeconds() + 59) / 60);
        return "Too many attempts from here. Please wait " + Formats.count(minutes, "minute", "minutes")
                + " and try again.";
    }

    private static @Nullable String note(@Nullable String note) {
        return switch (note == null ? "" : note) {
            case "bye" -> "You are signed out. See you soon.";
            case "reset" -> "Your new password is set. Sign in with it.";
            case "verified" -> "Your address is confirmed and your new password is set. Sign in with it.";
            case "undone" -> "Your account has its former address again. Sign in with your new password.";
            case "deleted" -> "Your account is deleted.";
            default -> null;
        };
    }
}

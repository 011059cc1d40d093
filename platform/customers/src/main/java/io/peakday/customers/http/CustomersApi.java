package io.peakday.customers.http;

import static io.peakday.web.OptionalText.given;

import io.peakday.customers.CustomerView;
import io.peakday.customers.Customers;
import io.peakday.customers.Registration.EmailTaken;
import io.peakday.customers.Registration.Registered;
import io.peakday.customers.Registration.Throttled;
import io.peakday.identity.Actor.Customer;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Origin;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SignInAnswers;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Becoming a customer, and getting back into an account: what somebody does who is not signed in. */
@RestController
@RequestMapping("/api/v1/customers")
@Route(priority = Priority.INTERACTIVE, limit = "sign-in")
final class CustomersApi {
    record NewCustomer(
            @Nullable String email,
            @Nullable String name,
            @Nullable String password,
            @Nullable UUID guestCartId) {}

    /** @param password the account's new password, for whoever is not signed in to it; null in a session of the account */
    record Proof(@Nullable String token, @Nullable String password) {}

    record Email(@Nullable String email) {}

    record Reset(@Nullable String token, @Nullable String password) {}

    private final Customers customers;

    CustomersApi(Customers customers) {
        this.customers = customers;
    }

    @PostMapping
    ResponseEntity<CustomerView> register(
            @RequestBody NewCustomer body, HttpServletRequest request, HttpServletResponse response) {
        var outcome = customers.register(
                given(body.email()),
                given(body.name()),
                given(body.password()),
                body.guestCartId(),
                Origin.of(request));
        return switch (outcome) {
            case Registered done -> {
                SessionCookies.setCustomer(request, response, done.session());
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .header("Location", "/api/v1/me")
                        .body(done.customer());
            }
            case EmailTaken taken ->
                throw Failure.conflict(
                        "identity.email-taken", "There is an account with this address already; sign in instead.");
            case Throttled throttled -> throw SignInAnswers.tooMany(throttled.retryAfter(), response);
        };
    }

    /**
     * Confirms an address by the token of a mail: in a session of the account, or with a new password, which ends every session.
     * A change of address is confirmed only in a session.
     */
    @PostMapping("/verification")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verify(@RequestBody Proof body) {
        String token = given(body.token());
        String password = body.password();
        boolean proven;
        if (password != null) {
            proven = customers.verifyEmail(token, password);
        } else if (CurrentActor.get() instanceof Customer me) {
            proven = customers.verifyEmail(token, me);
        } else if (customers.link(token).isEmpty()) {
            proven = false;
        } else {
            throw new Failure(
                    Fault.UNAUTHENTICATED,
                    "identity.sign-in-or-password",
                    "Sign in to the account of this link, or send a new password for it along.",
                    List.of(),
                    null);
        }
        if (!proven) {
            throw badLink();
        }
    }

    /** Takes an account back to its former address, with a new password; ends every session and token. */
    @PostMapping("/email-change-undo")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undoEmailChange(@RequestBody Reset body) {
        if (!customers.undoEmailChange(given(body.token()), given(body.password()))) {
            throw badLink();
        }
    }

    /** Answers the same, and as quickly, whether there is such an account or not. */
    @PostMapping("/password-reset-request")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requestReset(@RequestBody Email body, HttpServletRequest request) {
        customers.requestReset(given(body.email()), Origin.of(request));
    }

    @PostMapping("/password-reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@RequestBody Reset body) {
        if (!customers.reset(given(body.token()), given(body.password()))) {
            throw badLink();
        }
    }

    private static Failure badLink() {
        return Failure.invalid("identity.bad-token", "This link was used before or is too old; ask for a new one.");
    }
}

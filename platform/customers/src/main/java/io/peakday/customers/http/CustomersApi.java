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
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Becoming a customer, and getting back into an account: what somebody does who is not signed in. Tokens are those of the links in
 * mails; each works once and for a while.
 */
@RestController
@Tag(name = "Accounts")
@RequestMapping("/api/v1/customers")
@Route(priority = Priority.INTERACTIVE, limit = "sign-in")
final class CustomersApi {
    /**
     * A new account.
     *
     * @param email the e-mail address to sign in with, at most 254 characters
     * @param name how the customer is addressed, 1 to 120 characters
     * @param password 8 to 128 characters; not a well-known password, not a mere pattern, and more than the name, the address or the
     *     store's name
     * @param guestCartId the cart that the customer filled as a guest; its lines move to the customer's cart within seconds. Null if
     *     there is none
     */
    record NewCustomer(
            @Nullable String email,
            @Nullable String name,
            @Nullable String password,
            @Nullable UUID guestCartId) {}

    /**
     * The proof that an e-mail address is one's own.
     *
     * @param token of the link in the mail
     * @param password the account's new password, for whoever is not signed in to it; null in a session of the account
     */
    record Proof(@Nullable String token, @Nullable String password) {}

    /**
     * Whose password is to be reset.
     *
     * @param email the account's e-mail address, in upper or lower case
     */
    record Email(@Nullable String email) {}

    /**
     * A new password, and the proof that it may be set.
     *
     * @param token of the link in the mail
     * @param password the new password, 8 to 128 characters; not a well-known password, not a mere pattern, and more than the name, the
     *     address or the store's name
     */
    record Reset(@Nullable String token, @Nullable String password) {}

    private final Customers customers;

    CustomersApi(Customers customers) {
        this.customers = customers;
    }

    /**
     * Creates a customer's account and signs it in.
     *
     * <p>The answer sets the cookie of the session. A mail asks the customer to verify the address; until then nothing that guests did
     * under the address is shown in the account. Registrations are counted by network address; {@code Retry-After} says how many seconds
     * to wait. The event {@code customer.registered} follows.
     *
     * @param body the account, and perhaps the cart of the guest
     * @return the account; {@code Location} is {@code /api/v1/me}
     * @throws Failure {@code identity.bad-registration} (400) if e-mail address, name or password cannot be used, with every wrong field
     * @throws Failure {@code identity.email-taken} (409) if there is an account with this address, or its former owner may still take it
     *     back
     * @throws Failure {@code identity.throttled} (429) after too many registrations from one network address
     * @throws Failure {@code identity.busy} (429) if very many people are signing in at the moment
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CustomerView> registerCustomer(
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
     * Confirms an e-mail address by the token of a mail.
     *
     * <p>Either in a session of the account, or with a new password, which ends every session and removes what was left in the account
     * before: name, addresses, carts and reviews, for they may be somebody else's. A change of address is confirmed only in a session of
     * the account, and ends every other session. The event {@code customer.email-verified} follows; {@code customer.email-changed} or
     * {@code customer.password-changed}, too, where that happened.
     *
     * @param body the token, and the new password if there is no session
     * @throws Failure {@code identity.bad-token} (400) if the token is unknown, used, too old, or not for confirming an address
     * @throws Failure {@code identity.bad-password} (400) if the new password cannot be used
     * @throws Failure {@code identity.sign-in-or-password} (401) if nobody is signed in and there is no new password
     * @throws Failure {@code identity.sign-in-required} (401) if a new password is sent with the token of a change of address
     * @throws Failure {@code identity.other-account} (403) if the token is for another account than the one signed in
     * @throws Failure {@code identity.email-taken} (409) if somebody else has an account with the new address by now
     * @throws Failure {@code identity.busy} (429) if very many people are signing in at the moment
     */
    @PostMapping("/verification")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verifyEmail(@RequestBody Proof body) {
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

    /**
     * Takes an account back to its former e-mail address.
     *
     * <p>By the token of the mail that told the former address of the change. Sets a new password, and ends every session and every other
     * token of the account. The events {@code customer.email-change-undone}, {@code customer.password-changed} and {@code
     * customer.email-verified} follow.
     *
     * @param body the token and the new password
     * @throws Failure {@code identity.bad-token} (400) if the token is unknown, used, too old, or for something else
     * @throws Failure {@code identity.bad-password} (400) if the new password cannot be used
     * @throws Failure {@code identity.email-taken} (409) if somebody else has an account with the former address by now
     * @throws Failure {@code identity.busy} (429) if very many people are signing in at the moment
     */
    @PostMapping("/email-change-undo")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undoEmailChange(@RequestBody Reset body) {
        if (!customers.undoEmailChange(given(body.token()), given(body.password()))) {
            throw badLink();
        }
    }

    /**
     * Asks for a mail with a link that resets the password.
     *
     * <p>Answers the same, and as quickly, whether there is such an account or not, and also where nothing is mailed because too many
     * were asked for: by default five mails an hour for each account. The link works for an hour by default, and ends the one before.
     *
     * @param body the account's e-mail address
     */
    @PostMapping("/password-reset-request")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requestPasswordReset(@RequestBody Email body, HttpServletRequest request) {
        customers.requestReset(given(body.email()), Origin.of(request));
    }

    /**
     * Sets a new password by the token of a mail.
     *
     * <p>Ends every session of the account, and signs nobody in. If the address was not verified before, it is now, and what was left in
     * the account until then is removed: name, addresses, carts and reviews, for they may be somebody else's. The event {@code
     * customer.password-changed} follows, and {@code customer.email-verified} if the address was not verified before.
     *
     * @param body the token and the new password
     * @throws Failure {@code identity.bad-token} (400) if the token is unknown, used, too old, or for something else
     * @throws Failure {@code identity.bad-password} (400) if the new password cannot be used
     * @throws Failure {@code identity.busy} (429) if very many people are signing in at the moment
     */
    @PostMapping("/password-reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetPassword(@RequestBody Reset body) {
        if (!customers.reset(given(body.token()), given(body.password()))) {
            throw badLink();
        }
    }

    private static Failure badLink() {
        return Failure.invalid("identity.bad-token", "This link was used before or is too old; ask for a new one.");
    }
}

package io.peakday.customers.http;

import io.peakday.access.StaffSession;
import io.peakday.access.StaffSignIn;
import io.peakday.customers.Customers;
import io.peakday.identity.Actor;
import io.peakday.identity.Actor.Customer;
import io.peakday.identity.Actor.Staff;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Origin;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SessionView;
import io.peakday.identity.Sessions;
import io.peakday.identity.SignIn;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.identity.SignInAnswers;
import io.peakday.identity.Unguarded;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signing in and out, and who is signed in where. A session is in a cookie, {@code peakday_session} of customers and {@code
 * peakday_staff} of staff, which the client sends with each request that follows.
 */
@RestController
@Tag(name = "Sessions")
@Route(priority = Priority.INTERACTIVE)
final class SessionApi {
    /**
     * What somebody signs in with.
     *
     * @param email the account's e-mail address, 1 to 254 characters, in upper or lower case
     * @param password the account's password, not empty
     * @param guestCartId the cart that the customer filled as a guest; its lines move to the customer's cart within seconds. Null if
     *     there is none; staff leave it out
     */
    record Credentials(
            @Nullable String email,
            @Nullable String password,
            @Nullable UUID guestCartId) {
        void check() {
            new Checks()
                    .text("email", email, 1, 254)
                    .require(password != null && !password.isEmpty(), "password", "required", "password is required.")
                    .orThrow("identity.bad-sign-in", "E-mail address and password are needed.");
        }
    }

    /**
     * A session that was opened; its token is in the cookie only.
     *
     * @param sessionId names the session in the list of sessions
     * @param id of the customer or the member of staff
     * @param expiresAt when the session ends at the latest; it ends sooner if it is not used
     */
    record Opened(UUID sessionId, UUID id, Instant expiresAt) {}

    /**
     * Who makes the request.
     *
     * @param kind {@code guest}, {@code customer}, {@code staff}, {@code staff-without-second-factor} (who may only set one up) or {@code
     *     api-key}
     * @param id of the customer, the member of staff or the API key; null for guests
     * @param name of the customer, the member of staff or the API key; null for guests
     * @param permissions what the member of staff or the API key may do; empty for all others
     */
    record Who(String kind, @Nullable UUID id, @Nullable String name, Set<Permission> permissions) {}

    /**
     * An open session, for its owner to recognise.
     *
     * @param id names the session where it is ended
     * @param device browser and system: {@code Firefox on Linux}; {@code Unknown device} where they are not known
     * @param address the network address that the session was opened from
     * @param createdAt when it was opened
     * @param lastSeenAt when a request last used it, correct to a minute or two
     * @param current whether it is the session of this request
     */
    record ListedSession(
            UUID id, String device, String address, Instant createdAt, Instant lastSeenAt, boolean current) {}

    private final Customers customers;
    private final StaffSignIn staff;
    private final Sessions sessions;
    private final Permissions permissions;

    SessionApi(Customers customers, StaffSignIn staff, Sessions sessions, Permissions permissions) {
        this.customers = customers;
        this.staff = staff;
        this.sessions = sessions;
        this.permissions = permissions;
    }

    /**
     * Signs a customer in.
     *
     * <p>The answer sets the cookie of the session. Wrong passwords are counted by account and network address, and by network address
     * over all accounts; {@code Retry-After} says how many seconds to wait. No {@code Idempotency-Key} is needed: signing in twice opens
     * two sessions. The event {@code customer.signed-in} follows.
     *
     * @param body e-mail address, password, and perhaps the cart of the guest
     * @return the session that was opened
     * @throws Failure {@code identity.bad-sign-in} (400) if the e-mail address or the password is missing, or the address is too long
     * @throws Failure {@code identity.wrong-password} (401) if e-mail address and password do not belong together
     * @throws Failure {@code identity.throttled} (429) after too many attempts; nothing was checked
     * @throws Failure {@code identity.busy} (429) if very many people are signing in at the moment
     */
    @Route(limit = "sign-in")
    @PostMapping("/api/v1/session")
    @ResponseStatus(HttpStatus.CREATED)
    Opened signIn(@RequestBody Credentials body, HttpServletRequest request, HttpServletResponse response) {
        body.check();
        SignedIn session = SignInAnswers.orThrow(
                customers.signIn(
                        Objects.requireNonNull(body.email()),
                        Objects.requireNonNull(body.password()),
                        body.guestCartId(),
                        Origin.of(request)),
                response);
        SessionCookies.setCustomer(request, response, session);
        return new Opened(session.sessionId(), session.id(), session.expiresAt());
    }

    /**
     * Signs a member of staff in.
     *
     * <p>The answer sets the cookie of the session. Where the member has a second factor, a right password is answered with 401 {@code
     * identity.second-factor-needed} and a cookie with which the second factor is sent to {@code POST
     * /api/v1/admin/session/second-factor} within five minutes. Wrong passwords are counted as those of customers are. No {@code
     * Idempotency-Key} is needed.
     *
     * @param body e-mail address and password
     * @return the session that was opened
     * @throws Failure {@code identity.bad-sign-in} (400) if the e-mail address or the password is missing, or the address is too long
     * @throws Failure {@code identity.wrong-password} (401) if e-mail address and password do not belong together
     * @throws Failure {@code identity.second-factor-needed} (401) if the password is right and a second factor is asked for
     * @throws Failure {@code identity.throttled} (429) after too many attempts; nothing was checked
     * @throws Failure {@code identity.busy} (429) if very many people are signing in at the moment
     */
    @Unguarded(reason = "this is how staff sign in")
    @Route(limit = "sign-in")
    @PostMapping("/api/v1/admin/session")
    @ResponseStatus(HttpStatus.CREATED)
    Opened signInStaff(@RequestBody Credentials body, HttpServletRequest request, HttpServletResponse response) {
        body.check();
        SignIn outcome = staff.signIn(
                Objects.requireNonNull(body.email()), Objects.requireNonNull(body.password()), Origin.of(request));
        if (outcome instanceof SignIn.SecondStep step) {
            SessionCookies.setSecondStep(request, response, step);
        }
        SignedIn session = SignInAnswers.orThrow(outcome, response);
        SessionCookies.setStaff(request, response, session);
        return new Opened(session.sessionId(), session.id(), session.expiresAt());
    }

    /**
     * Says who makes the request.
     *
     * <p>Answers guests, too. A browser that is signed in both as a customer and as staff is the customer here.
     *
     * @return who it is, and what they may do
     */
    @GetMapping("/api/v1/session")
    Who getSession() {
        return switch (CurrentActor.get()) {
            case Customer c -> new Who("customer", c.id(), c.name(), Set.of());
            case Staff s -> new Who("staff", s.id(), s.name(), permissions.ordered(s.permissions()));
            case Actor.EnrollingStaff s -> new Who("staff-without-second-factor", s.id(), s.name(), Set.of());
            case Actor.ApiClient a -> new Who("api-key", a.keyId(), a.name(), permissions.ordered(a.scopes()));
            case Actor.Guest g -> new Who("guest", null, null, Set.of());
            case Actor.SystemActor s -> new Who("guest", null, null, Set.of());
        };
    }

    /**
     * Signs the customer out.
     *
     * <p>Ends the session of this request and deletes its cookie. The answer is the same where nobody is signed in.
     */
    @DeleteMapping("/api/v1/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        if (CurrentActor.get() instanceof Customer c) {
            customers.signOut(c.id(), c.sessionId());
        }
        SessionCookies.clearCustomer(request, response);
    }

    /**
     * Signs the member of staff out.
     *
     * <p>Ends the session of this request and deletes its cookie. The answer is the same where nobody is signed in.
     */
    @Unguarded(reason = "ends only the caller's own session")
    @DeleteMapping("/api/v1/admin/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOutStaff(HttpServletRequest request, HttpServletResponse response) {
        if (CurrentActor.get() instanceof Staff || CurrentActor.get() instanceof Actor.EnrollingStaff) {
            StaffSession own = StaffSession.current();
            staff.signOut(own.staffId(), own.sessionId());
        }
        SessionCookies.clearStaff(request, response);
    }

    /**
     * Lists the open sessions of whoever is signed in.
     *
     * <p>Those of the customer, or of the member of staff where no customer is signed in.
     *
     * @return at most 200 sessions, the one seen last first
     * @throws Failure {@code identity.sign-in-required} (401) if neither a customer nor a member of staff is signed in
     */
    @GetMapping("/api/v1/sessions")
    List<ListedSession> listSessions() {
        Own own = own();
        return sessions.list(own.owner()).stream()
                .map(s -> listed(s, own.session()))
                .toList();
    }

    /**
     * Ends one of one's own sessions.
     *
     * <p>It may be the session of this request. Whoever uses the session is signed out within seconds.
     *
     * @param id of the session
     * @throws Failure {@code identity.sign-in-required} (401) if neither a customer nor a member of staff is signed in
     * @throws Failure {@code identity.no-session} (404) if the caller has no such session, or it has ended
     */
    @DeleteMapping("/api/v1/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable UUID id) {
        if (!sessions.end(own().owner(), id)) {
            throw Failure.notFound("identity.no-session", "There is no such session.");
        }
    }

    /**
     * Ends all of one's own sessions but this one.
     *
     * <p>Whoever uses one of them is signed out within seconds. The answer is the same where there are no others.
     *
     * @throws Failure {@code identity.sign-in-required} (401) if neither a customer nor a member of staff is signed in
     */
    @DeleteMapping("/api/v1/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOtherSessions() {
        Own own = own();
        sessions.endOthers(own.owner(), own.session());
    }

    private record Own(UUID owner, UUID session) {}

    private static Own own() {
        return switch (CurrentActor.get()) {
            case Customer c -> new Own(c.id(), c.sessionId());
            case Staff s -> new Own(s.id(), s.sessionId());
            default ->
                throw new Failure(
                        Fault.UNAUTHENTICATED, "identity.sign-in-required", "Please sign in first.", List.of(), null);
        };
    }

    private static ListedSession listed(SessionView s, UUID current) {
        return new ListedSession(
                s.id(), s.device(), s.address(), s.createdAt(), s.lastSeenAt(), s.id().equals(current));
    }
}

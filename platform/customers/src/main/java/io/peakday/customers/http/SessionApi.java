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

/** Signing in and out, and who is signed in where. */
@RestController
@Route(priority = Priority.INTERACTIVE)
final class SessionApi {
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

    record Opened(UUID sessionId, UUID id, Instant expiresAt) {}

    /**
     * @param kind {@code guest}, {@code customer}, {@code staff}, {@code staff-without-second-factor} (who may only set one up) or {@code
     *     api-key}
     */
    record Who(String kind, @Nullable UUID id, @Nullable String name, Set<Permission> permissions) {}

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

    @GetMapping("/api/v1/session")
    Who who() {
        return switch (CurrentActor.get()) {
            case Customer c -> new Who("customer", c.id(), c.name(), Set.of());
            case Staff s -> new Who("staff", s.id(), s.name(), permissions.ordered(s.permissions()));
            case Actor.EnrollingStaff s -> new Who("staff-without-second-factor", s.id(), s.name(), Set.of());
            case Actor.ApiClient a -> new Who("api-key", a.keyId(), a.name(), permissions.ordered(a.scopes()));
            case Actor.Guest g -> new Who("guest", null, null, Set.of());
            case Actor.SystemActor s -> new Who("guest", null, null, Set.of());
        };
    }

    @DeleteMapping("/api/v1/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        if (CurrentActor.get() instanceof Customer c) {
            customers.signOut(c.id(), c.sessionId());
        }
        SessionCookies.clearCustomer(request, response);
    }

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

    @GetMapping("/api/v1/sessions")
    List<ListedSession> list() {
        Own own = own();
        return sessions.list(own.owner()).stream()
                .map(s -> listed(s, own.session()))
                .toList();
    }

    @DeleteMapping("/api/v1/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id) {
        if (!sessions.end(own().owner(), id)) {
            throw Failure.notFound("identity.no-session", "There is no such session.");
        }
    }

    /** Ends all sessions but this one. */
    @DeleteMapping("/api/v1/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers() {
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

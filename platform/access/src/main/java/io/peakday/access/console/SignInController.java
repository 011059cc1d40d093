package io.peakday.access.console;

import io.peakday.access.StaffSession;
import io.peakday.access.StaffSignIn;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Origin;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SignIn;
import io.peakday.identity.Unguarded;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signing in at the console, and out. */
@RestController
@Unguarded(reason = "whoever signs in is nobody yet")
public final class SignInController {
    private static final Map<String, String> NOTES = Map.of(
            "reset",
            "Your new password is set. Sign in with it.",
            "step",
            "The second step was done already, or took too long. Please sign in again.");

    private final StaffSignIn staff;
    private final Html html;

    public SignInController(StaffSignIn staff, Html html) {
        this.staff = staff;
        this.html = html;
    }

    /** The sign-in page. */
    public record View(Form form, String next, @Nullable String message) {
        View(Form form, String next) {
            this(form, next, null);
        }
    }

    @GetMapping("/console/sign-in")
    ResponseEntity<byte[]> form(
            @RequestParam(defaultValue = "/console") String next,
            @RequestParam(required = false) @Nullable String note,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (CurrentActor.get() instanceof Actor.Staff || CurrentActor.get() instanceof Actor.EnrollingStaff) {
            return Html.see(Next.local(next));
        }
        // Whatever cookie there is belongs to a session that has ended.
        SessionCookies.clearStaleStaff(request, response);
        String message = note == null ? null : NOTES.get(note);
        return html.page("access/signin", new View(Form.EMPTY, Next.local(next), message));
    }

    @PostMapping("/console/sign-in")
    @Route(limit = "sign-in")
    ResponseEntity<byte[]> signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "/console") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        Form form = Form.of(Map.of("email", email));
        SignIn outcome;
        try {
            outcome = staff.signIn(email, password, Origin.of(request));
        } catch (Failure failure) {
            return html.page(HttpStatus.BAD_REQUEST, "access/signin", new View(form.failed(failure), Next.local(next)));
        }
        return switch (outcome) {
            case SignIn.SignedIn session -> {
                SessionCookies.setStaff(request, response, session);
                yield Html.see(Next.local(next));
            }
            case SignIn.SecondStep step -> {
                SessionCookies.setSecondStep(request, response, step);
                yield Html.see(
                        "/console/sign-in/step?next=" + URLEncoder.encode(Next.local(next), StandardCharsets.UTF_8));
            }
            case SignIn.Refused refused ->
                html.page(
                        HttpStatus.UNAUTHORIZED,
                        "access/signin",
                        new View(
                                form.problem("This e-mail address and password do not belong together."),
                                Next.local(next)));
            case SignIn.Throttled throttled ->
                Html.retryAfter(
                        throttled.retryAfter(),
                        html.page(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "access/signin",
                                new View(
                                        form.problem("Too many attempts. Please wait "
                                                + Math.max(
                                                        1,
                                                        throttled.retryAfter().toMinutes()) + " min and try again."),
                                        Next.local(next))));
        };
    }

    @PostMapping("/console/sign-out")
    ResponseEntity<byte[]> signOut(HttpServletRequest request, HttpServletResponse response) {
        StaffSession own = StaffSession.current();
        staff.signOut(own.staffId(), own.sessionId());
        SessionCookies.clearStaff(request, response);
        return Html.see("/console/sign-in");
    }
}

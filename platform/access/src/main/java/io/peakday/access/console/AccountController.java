package io.peakday.access.console;

import io.peakday.access.SecondFactorView;
import io.peakday.access.SecondFactors;
import io.peakday.access.StaffPasswords;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.Actor;
import io.peakday.identity.Requires;
import io.peakday.identity.SessionView;
import io.peakday.identity.Sessions;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The account of the member of staff who is signed in, whoever it is: password, devices, and the way to the second factor. */
@RestController
@RequestMapping("/console/account")
@Requires({})
public final class AccountController {
    private static final String WRONG = "This is not your password.";

    private final StaffPasswords passwords;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final ConsoleContext context;
    private final Html html;

    public AccountController(
            StaffPasswords passwords, SecondFactors factors, Sessions sessions, ConsoleContext context, Html html) {
        this.passwords = passwords;
        this.factors = factors;
        this.sessions = sessions;
        this.context = context;
        this.html = html;
    }

    /** @param here the session that this page is read in */
    public record View(
            Frame frame, Form form, String email, SecondFactorView factors, List<SessionView> sessions, UUID here) {}

    @GetMapping
    ResponseEntity<byte[]> show(HttpServletRequest request) {
        return page(request, HttpStatus.OK, Form.EMPTY);
    }

    @PostMapping("/password")
    @Route(limit = "sign-in")
    ResponseEntity<byte[]> password(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password) {
        Actor.Staff me = ConsoleContext.member();
        try {
            if (passwords.change(me.id(), current, password, me.sessionId())) {
                return Html.see("/console/account?done=password");
            }
        } catch (Failure failure) {
            return page(request, Refusal.of(failure).status(), Form.EMPTY.failed(failure));
        }
        return page(request, HttpStatus.UNPROCESSABLE_CONTENT, Form.EMPTY.error("current", WRONG));
    }

    @PostMapping("/sessions/{id}/end")
    ResponseEntity<byte[]> end(@PathVariable UUID id) {
        sessions.end(ConsoleContext.member().id(), id);
        return Html.see("/console/account?done=session-ended");
    }

    @PostMapping("/sessions/end-others")
    ResponseEntity<byte[]> endOthers() {
        Actor.Staff me = ConsoleContext.member();
        return Html.see("/console/account?done=sessions-ended&n=" + sessions.endOthers(me.id(), me.sessionId()));
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, HttpStatus status, Form form) {
        Actor.Staff me = ConsoleContext.member();
        Frame frame = context.frame(request, "account", "Your account");
        return html.page(
                status,
                "access/account",
                new View(frame, form, me.email(), factors.of(me.id()), sessions.list(me.id()), me.sessionId()));
    }
}

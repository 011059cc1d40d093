package io.peakday.access.console;

import io.peakday.access.ResetLinks;
import io.peakday.access.StaffPasswords;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.Origin;
import io.peakday.identity.Unguarded;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Getting back into the console without the password: by a link in a mail. */
@RestController
@Unguarded(reason = "whoever forgot the password cannot sign in")
public final class RecoveryController {
    private static final String SPENT =
            "This link does not work any more: it was used, or is too old. Ask for a new one.";

    private final ResetLinks links;
    private final StaffPasswords passwords;
    private final Html html;

    public RecoveryController(ResetLinks links, StaffPasswords passwords, Html html) {
        this.links = links;
        this.passwords = passwords;
        this.html = html;
    }

    /** Asking for the link. */
    public record ForgotView(Form form, boolean sent) {}

    /** Setting the new password; with an empty token, that the link is of no use any more. */
    public record ResetView(Form form, String token) {}

    @GetMapping("/console/forgot")
    ResponseEntity<byte[]> forgot() {
        return html.page("access/forgot", new ForgotView(Form.EMPTY, false));
    }

    @PostMapping("/console/forgot")
    @Route(limit = "sign-in")
    ResponseEntity<byte[]> send(@RequestParam(defaultValue = "") String email, HttpServletRequest request) {
        if (email.isBlank() || email.indexOf('@') < 1) {
            Form form = Form.of(Map.of("email", email)).error("email", "Please enter your e-mail address.");
            return html.page(HttpStatus.UNPROCESSABLE_CONTENT, "access/forgot", new ForgotView(form, false));
        }
        links.request(email, Origin.of(request));
        return html.page("access/forgot", new ForgotView(Form.EMPTY, true));
    }

    @GetMapping("/console/reset")
    ResponseEntity<byte[]> reset(@RequestParam(defaultValue = "") String token) {
        return links.works(token) ? html.page("access/reset", new ResetView(Form.EMPTY, token)) : spent();
    }

    @PostMapping("/console/reset")
    @Route(limit = "sign-in")
    ResponseEntity<byte[]> setPassword(
            @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String password) {
        try {
            return passwords.reset(token, password) ? Html.see("/console/sign-in?note=reset") : spent();
        } catch (Failure failure) {
            return html.page(
                    Refusal.of(failure).status(), "access/reset", new ResetView(Form.EMPTY.failed(failure), token));
        }
    }

    private ResponseEntity<byte[]> spent() {
        return html.page(HttpStatus.GONE, "access/reset", new ResetView(Form.EMPTY.problem(SPENT), ""));
    }
}

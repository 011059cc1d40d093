package io.peakday.access.console;

import io.peakday.access.FactorAnswer;
import io.peakday.access.PasskeyRequest;
import io.peakday.access.SecondFactorView;
import io.peakday.access.StaffSecondStep;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Origin;
import io.peakday.identity.SessionCookies;
import io.peakday.identity.SignIn;
import io.peakday.identity.Unguarded;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The second step of signing in, for the browser that has given the password and holds the cookie of that. */
@RestController
@RequestMapping("/console/sign-in")
@Unguarded(reason = "whoever signs in is nobody yet")
public final class SecondStepController {
    private static final String TOO_OLD = "/console/sign-in?note=step";

    private final StaffSecondStep step;
    private final Answers answers;
    private final Html html;

    SecondStepController(StaffSecondStep step, Answers answers, Html html) {
        this.step = step;
        this.answers = answers;
        this.html = html;
    }

    /** @param passkey whether one of the member's passkeys works in this browser */
    public record View(Form form, String next, SecondFactorView factors, boolean passkey) {}

    @GetMapping("/step")
    ResponseEntity<byte[]> show(@RequestParam(defaultValue = "/console") String next, HttpServletRequest request) {
        return page(request, HttpStatus.OK, Form.EMPTY, next);
    }

    @PostMapping("/step")
    ResponseEntity<byte[]> answer(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String recovery,
            @RequestParam(defaultValue = "") String passkey,
            @RequestParam(defaultValue = "/console") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignIn outcome;
        try {
            FactorAnswer answer = answers.of(request, code, recovery, passkey);
            if (answer == null) {
                Form form = Form.EMPTY.error("code", "Please enter the code that your app shows.");
                return page(request, HttpStatus.UNPROCESSABLE_CONTENT, form, next);
            }
            outcome = step.answer(SessionCookies.secondStep(request), answer, Origin.of(request));
        } catch (Failure failure) {
            return page(request, Refusal.of(failure).status(), Form.EMPTY.failed(failure), next);
        }
        return switch (outcome) {
            case SignIn.SignedIn session -> {
                SessionCookies.setStaff(request, response, session);
                yield Html.see(Next.local(next));
            }
            case SignIn.SecondStep again -> Html.see(TOO_OLD);
            case SignIn.Refused refused -> page(request, HttpStatus.UNAUTHORIZED, wrong(recovery, passkey), next);
            case SignIn.Throttled throttled ->
                Html.retryAfter(
                        throttled.retryAfter(),
                        page(
                                request,
                                HttpStatus.TOO_MANY_REQUESTS,
                                Form.EMPTY.problem("Too many wrong answers. Please wait "
                                        + Math.max(1, throttled.retryAfter().toMinutes()) + " min and sign in again."),
                                next));
        };
    }

    /** For the script: what the browser is to sign. */
    @PostMapping("/passkey-request")
    Map<String, Object> request(HttpServletRequest request) {
        return step.request(SessionCookies.secondStep(request), answers.requireParty(request))
                .map(PasskeyRequest::options)
                .orElseThrow(CurrentActor::signInRequired);
    }

    private static Form wrong(String recovery, String passkey) {
        if (!passkey.isBlank()) {
            return Form.EMPTY.problem("This passkey was not accepted. Please try again.");
        }
        return recovery.isBlank()
                ? Form.EMPTY.error("code", "This code is not right, or was used before. Wait for the next one.")
                : Form.EMPTY.error("recovery", "This recovery code is not right, or was used before.");
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, HttpStatus status, Form form, String next) {
        SecondFactorView factors =
                step.pending(SessionCookies.secondStep(request)).orElse(null);
        if (factors == null) {
            return Html.see(TOO_OLD);
        }
        boolean passkey = answers.party(request)
                .filter(party -> factors.passkeys().stream()
                        .anyMatch(key -> key.relyingParty().equals(party.id())))
                .isPresent();
        return html.page(status, "access/step", new View(form, Next.local(next), factors, passkey));
    }
}

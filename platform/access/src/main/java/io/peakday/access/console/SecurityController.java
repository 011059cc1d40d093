package io.peakday.access.console;

import io.peakday.access.FactorConfirmation;
import io.peakday.access.PasskeyRequest;
import io.peakday.access.SecondFactors;
import io.peakday.access.StaffSession;
import io.peakday.access.console.SecurityPage.Fresh;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The second factors of the member of staff who is signed in: confirming who it is, and new recovery codes. With what {@link
 * AppController} and {@link PasskeyController} answer, this is the only page that a member can open who has none where one is
 * required.
 */
@RestController
@RequestMapping(SecurityPage.PATH)
@Requires(
        value = {},
        whileEnrolling = true)
public final class SecurityController {
    private final SecondFactors factors;
    private final FactorConfirmation confirmation;
    private final Answers answers;
    private final SecurityPage page;

    SecurityController(SecondFactors factors, FactorConfirmation confirmation, Answers answers, SecurityPage page) {
        this.factors = factors;
        this.confirmation = confirmation;
        this.answers = answers;
        this.page = page;
    }

    @GetMapping
    ResponseEntity<byte[]> show(HttpServletRequest request) {
        return page.page(request, HttpStatus.OK, Form.EMPTY, "", Fresh.NONE);
    }

    @PostMapping("/confirm")
    ResponseEntity<byte[]> confirm(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String recovery,
            @RequestParam(defaultValue = "") String passkey,
            HttpServletRequest request) {
        try {
            if (confirmation.confirm(StaffSession.current(), password, answers.of(request, code, recovery, passkey))) {
                return Html.see(SecurityPage.PATH + "?done=confirmed");
            }
        } catch (Failure failure) {
            return page.refused(request, failure, Form.EMPTY, "confirm");
        }
        Form form = Form.EMPTY.problem(
                factors.of(StaffSession.current().staffId()).isSet()
                        ? "Password and second factor are not both right. A code works once: wait for the next one."
                        : "This is not your password.");
        return page.page(request, HttpStatus.UNPROCESSABLE_CONTENT, form, "confirm", Fresh.NONE);
    }

    /** For the script: what the browser is to sign to confirm. */
    @PostMapping("/passkey-request")
    Map<String, Object> request(HttpServletRequest request) {
        return confirmation
                .request(StaffSession.current(), answers.requireParty(request))
                .map(PasskeyRequest::options)
                .orElseThrow(() -> Failure.conflict(
                        "identity.no-factor", "No passkey of yours works at this address of the store."));
    }

    /** The one answer that holds the codes. */
    @PostMapping("/codes")
    ResponseEntity<byte[]> renewCodes(HttpServletRequest request) {
        return page.shown(request, () -> new Fresh(factors.renewCodes(StaffSession.current()), null));
    }
}

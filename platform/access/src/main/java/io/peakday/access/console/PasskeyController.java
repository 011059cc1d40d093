package io.peakday.access.console;

import io.peakday.access.StaffPasskeys;
import io.peakday.access.StaffSession;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The passkeys of the member of staff who is signed in. */
@RestController
@RequestMapping(SecurityPage.PATH + "/passkeys")
@Requires(
        value = {},
        whileEnrolling = true)
public final class PasskeyController {
    private final StaffPasskeys passkeys;
    private final Answers answers;
    private final SecurityPage page;

    PasskeyController(StaffPasskeys passkeys, Answers answers, SecurityPage page) {
        this.passkeys = passkeys;
        this.answers = answers;
        this.page = page;
    }

    /** For the script: what the browser is to make a passkey by. */
    @PostMapping("/new")
    Map<String, Object> begin(HttpServletRequest request) {
        return passkeys.begin(StaffSession.current(), answers.requireParty(request))
                .options();
    }

    @PostMapping
    ResponseEntity<byte[]> add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String passkey,
            HttpServletRequest request) {
        try {
            List<String> codes = passkeys.add(StaffSession.current(), name, passkey, answers.requireParty(request));
            return page.added(request, codes, "passkey-added");
        } catch (Failure failure) {
            return page.refused(request, failure, Form.of(Map.of("name", name)), "passkey");
        }
    }

    @PostMapping("/{id}/remove")
    ResponseEntity<byte[]> remove(@PathVariable UUID id, HttpServletRequest request) {
        return page.removed(request, () -> passkeys.remove(StaffSession.current(), id));
    }
}

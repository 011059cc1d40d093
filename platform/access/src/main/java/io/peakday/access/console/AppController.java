package io.peakday.access.console;

import io.peakday.access.AuthenticatorApps;
import io.peakday.access.StaffSession;
import io.peakday.access.console.SecurityPage.Fresh;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The authenticator app of the member of staff who is signed in. */
@RestController
@RequestMapping(SecurityPage.PATH + "/app")
@Requires(
        value = {},
        whileEnrolling = true)
public final class AppController {
    private final AuthenticatorApps apps;
    private final SecurityPage page;

    AppController(AuthenticatorApps apps, SecurityPage page) {
        this.apps = apps;
        this.page = page;
    }

    /** The one answer that holds the app's secret; it is not led on to, so that reloading does not show it again. */
    @PostMapping
    ResponseEntity<byte[]> begin(HttpServletRequest request) {
        return page.shown(request, () -> new Fresh(List.of(), apps.begin(StaffSession.current())));
    }

    @PostMapping("/confirm")
    ResponseEntity<byte[]> add(
            @RequestParam(defaultValue = "") String setup,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        StaffSession me = StaffSession.current();
        try {
            return page.added(request, apps.add(me, setup, code), "app-added");
        } catch (Failure failure) {
            Fresh same = new Fresh(List.of(), apps.again(me, setup).orElse(null));
            return same.setup() == null
                    ? page.refused(request, failure, Form.EMPTY, "")
                    : page.page(
                            request,
                            Refusal.of(failure).status(),
                            Form.EMPTY.error("code", failure.detail()),
                            "app",
                            same);
        }
    }

    @PostMapping("/remove")
    ResponseEntity<byte[]> remove(HttpServletRequest request) {
        return page.removed(request, () -> apps.remove(StaffSession.current()));
    }
}

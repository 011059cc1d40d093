package io.peakday.access.console;

import io.peakday.access.PasskeyRequest;
import io.peakday.access.SecondFactorView;
import io.peakday.access.SecondFactors;
import io.peakday.access.StaffSession;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The second factors of the member of staff who is signed in. It is the only page that a member can open who has none where one is
 * required.
 */
@RestController
@RequestMapping(SecurityController.PATH)
@Requires(
        value = {},
        whileEnrolling = true)
public final class SecurityController {
    static final String PATH = "/console/account/security";

    private final SecondFactors factors;
    private final Answers answers;
    private final ConsoleContext context;
    private final Html html;

    public SecurityController(SecondFactors factors, String publicUrl, ConsoleContext context, Html html) {
        this.factors = factors;
        this.answers = new Answers(publicUrl);
        this.context = context;
        this.html = html;
    }

    /**
     * What the page shows.
     *
     * @param frame null for a member who may open nothing else yet
     * @param required whether the store asks everybody for a second factor
     * @param confirmed whether factors may be changed now
     * @param passkeysWork whether this browser has passkeys for this store
     * @param asked which form was refused
     * @param fresh what is shown once
     */
    public record View(
            @Nullable Frame frame,
            ZoneId zone,
            StaffSession me,
            SecondFactorView factors,
            boolean required,
            boolean confirmed,
            boolean passkeysWork,
            Form form,
            String asked,
            Fresh fresh) {
        /** The form if it is this one that was refused. */
        public Form form(String name) {
            return asked.equals(name) ? form : Form.EMPTY;
        }
    }

    /**
     * What is shown this once.
     *
     * @param codes new recovery codes; empty for none
     * @param setup of a new app; null for none
     */
    public record Fresh(List<String> codes, SecondFactors.@Nullable AppSetup setup) {
        static final Fresh NONE = new Fresh(List.of(), null);

        /** The picture for the app. */
        public QrCode picture() {
            return QrCode.of(setup == null ? "" : setup.uri());
        }

        /** The codes as a file. */
        public String file() {
            String text =
                    "Recovery codes for the Peakday console. Each works once.\n\n" + String.join("\n", codes) + "\n";
            return "data:text/plain;charset=utf-8,"
                    + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    @GetMapping
    ResponseEntity<byte[]> show(HttpServletRequest request) {
        return page(request, HttpStatus.OK, Form.EMPTY, "", Fresh.NONE);
    }

    @PostMapping("/confirm")
    ResponseEntity<byte[]> confirm(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String recovery,
            @RequestParam(defaultValue = "") String passkey,
            HttpServletRequest request) {
        try {
            if (factors.confirm(StaffSession.current(), password, answers.of(request, code, recovery, passkey))) {
                return Html.see(PATH + "?done=confirmed");
            }
        } catch (Failure failure) {
            return page(request, Refusal.of(failure).status(), Form.EMPTY.failed(failure), "confirm", Fresh.NONE);
        }
        Form form = Form.EMPTY.problem(
                factors.of(StaffSession.current().staffId()).isSet()
                        ? "Password and second factor are not both right. A code works once: wait for the next one."
                        : "This is not your password.");
        return page(request, HttpStatus.UNPROCESSABLE_CONTENT, form, "confirm", Fresh.NONE);
    }

    /** For the script: what the browser is to sign to confirm. */
    @PostMapping("/passkey-request")
    Map<String, Object> request(HttpServletRequest request) {
        return factors.request(StaffSession.current(), answers.requireParty(request))
                .map(PasskeyRequest::options)
                .orElseThrow(() -> Failure.conflict(
                        "identity.no-factor", "No passkey of yours works at this address of the store."));
    }

    /** The one answer that holds the app's secret; it is not led on to, so that reloading does not show it again. */
    @PostMapping("/app")
    ResponseEntity<byte[]> newApp(HttpServletRequest request) {
        return shown(request, () -> new Fresh(List.of(), factors.newApp(StaffSession.current())));
    }

    @PostMapping("/app/confirm")
    ResponseEntity<byte[]> addApp(
            @RequestParam(defaultValue = "") String setup,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        StaffSession me = StaffSession.current();
        try {
            return added(request, factors.addApp(me, setup, code), "app-added");
        } catch (Failure failure) {
            Fresh same = new Fresh(List.of(), factors.setup(me, setup).orElse(null));
            return same.setup() == null
                    ? page(request, Refusal.of(failure).status(), Form.EMPTY.failed(failure), "", Fresh.NONE)
                    : page(
                            request,
                            Refusal.of(failure).status(),
                            Form.EMPTY.error("code", failure.detail()),
                            "app",
                            same);
        }
    }

    @PostMapping("/app/remove")
    ResponseEntity<byte[]> removeApp(HttpServletRequest request) {
        return changed(request, () -> factors.removeApp(StaffSession.current()));
    }

    /** For the script: what the browser is to make a passkey by. */
    @PostMapping("/passkeys/new")
    Map<String, Object> newPasskey(HttpServletRequest request) {
        return factors.newPasskey(StaffSession.current(), answers.requireParty(request))
                .options();
    }

    @PostMapping("/passkeys")
    ResponseEntity<byte[]> addPasskey(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String passkey,
            HttpServletRequest request) {
        try {
            List<String> codes =
                    factors.addPasskey(StaffSession.current(), name, passkey, answers.requireParty(request));
            return added(request, codes, "passkey-added");
        } catch (Failure failure) {
            Form form = Form.of(Map.of("name", name)).failed(failure);
            return page(request, Refusal.of(failure).status(), form, "passkey", Fresh.NONE);
        }
    }

    @PostMapping("/passkeys/{id}/remove")
    ResponseEntity<byte[]> removePasskey(@PathVariable UUID id, HttpServletRequest request) {
        return changed(request, () -> factors.removePasskey(StaffSession.current(), id));
    }

    /** The one answer that holds the codes. */
    @PostMapping("/codes")
    ResponseEntity<byte[]> renewCodes(HttpServletRequest request) {
        return shown(request, () -> new Fresh(factors.renewCodes(StaffSession.current()), null));
    }

    private ResponseEntity<byte[]> added(HttpServletRequest request, List<String> codes, String done) {
        return codes.isEmpty()
                ? Html.see(PATH + "?done=" + done)
                : page(request, HttpStatus.OK, Form.EMPTY, "", new Fresh(codes, null));
    }

    private ResponseEntity<byte[]> changed(HttpServletRequest request, Runnable change) {
        try {
            change.run();
        } catch (Failure failure) {
            return page(request, Refusal.of(failure).status(), Form.EMPTY.failed(failure), "", Fresh.NONE);
        }
        return Html.see(PATH + "?done=factor-removed");
    }

    private ResponseEntity<byte[]> shown(HttpServletRequest request, Supplier<Fresh> work) {
        try {
            return page(request, HttpStatus.OK, Form.EMPTY, "", work.get());
        } catch (Failure failure) {
            return page(request, Refusal.of(failure).status(), Form.EMPTY.failed(failure), "", Fresh.NONE);
        }
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request, HttpStatus status, Form form, String asked, Fresh fresh) {
        StaffSession me = StaffSession.current();
        Frame frame = CurrentActor.get() instanceof Actor.Staff
                ? context.frame(request, "account", "Security").problem(asked.isEmpty() ? form.problem() : null)
                : null;
        View view = new View(
                frame,
                ConsoleContext.zone(request),
                me,
                factors.of(me.staffId()),
                factors.isRequired(),
                factors.confirmedUntil(me).isPresent(),
                answers.party(request).isPresent(),
                form,
                asked,
                fresh);
        return html.page(status, "access/security", view);
    }
}

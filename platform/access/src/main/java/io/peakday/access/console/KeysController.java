package io.peakday.access.console;

import io.peakday.access.AccessPermissions;
import io.peakday.access.KeyRotation;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Refusal;
import io.peakday.engines.ProgramModules;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.secrets.KeyPurposes;
import io.peakday.secrets.RotatingKeys.SharedKey;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The keys that all nodes share: seen, never shown, and replaced. */
@RestController
@RequestMapping("/console/signing-keys")
@Requires(AccessPermissions.Names.STAFF_MANAGE)
public final class KeysController {
    private final KeyRotation keys;
    private final ProgramModules modules;
    private final ConsoleContext context;
    private final Html html;

    public KeysController(KeyRotation keys, ProgramModules modules, ConsoleContext context, Html html) {
        this.keys = keys;
        this.modules = modules;
        this.context = context;
        this.html = html;
    }

    /**
     * @param modules which say what they sign
     * @param overlapDays for how many days what a replaced key signed still counts
     * @param mayEnd whether whoever looks may end at once what a key signed
     */
    public record View(Frame frame, List<SharedKey> keys, ProgramModules modules, long overlapDays, boolean mayEnd) {
        /** What a key signs, in words. */
        public String purpose(String name) {
            return KeyPurposes.of(name, modules);
        }
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return page(request, HttpStatus.OK, null);
    }

    @PostMapping("/rotate")
    ResponseEntity<byte[]> rotate(
            @RequestParam String name,
            @RequestParam(defaultValue = "false") boolean endOld,
            HttpServletRequest request) {
        try {
            keys.rotate(name, endOld);
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            return page(request, refusal.status(), refusal.sentence());
        }
        return Html.see("/console/signing-keys?done=" + (endOld ? "key-ended" : "key-rotated"));
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, HttpStatus status, @Nullable String problem) {
        Frame frame = context.frame(request, "keys", "Signing keys").problem(problem);
        return html.page(
                status,
                "access/keys",
                new View(frame, keys.list(), modules, keys.overlap().toDays(), keys.mayEnd()));
    }
}

package io.peakday.console.staff;

import io.peakday.console.desk.Desk;
import io.peakday.console.desk.Frame;
import io.peakday.console.desk.Refusal;
import io.peakday.identity.ApiKeyView;
import io.peakday.identity.ApiKeys;
import io.peakday.identity.Permission;
import io.peakday.identity.Requires;
import io.peakday.identity.Role;
import io.peakday.identity.Sessions;
import io.peakday.identity.StaffMembers;
import io.peakday.identity.StaffView;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The people and programs that may do something here. */
@RestController
@RequestMapping("/console/staff")
@Requires(Permission.STAFF_MANAGE)
public final class StaffController {
    private final StaffMembers staff;
    private final ApiKeys keys;
    private final Sessions sessions;
    private final Desk desk;
    private final Html html;

    public StaffController(StaffMembers staff, ApiKeys keys, Sessions sessions, Desk desk, Html html) {
        this.staff = staff;
        this.keys = keys;
        this.sessions = sessions;
        this.desk = desk;
        this.html = html;
    }

    /**
     * Members and keys.
     *
     * @param secret of a key made just now; shown this once, null otherwise
     * @param asked which form was refused, as it is called in the page; empty for none
     */
    public record View(
            Frame frame,
            List<StaffView> members,
            List<ApiKeyView> keys,
            Form form,
            String asked,
            @Nullable String secret) {
        public List<Role> roles() {
            return List.of(Role.values());
        }

        public List<Permission> permissions() {
            return List.of(Permission.values());
        }
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return page(request, HttpStatus.OK, Form.EMPTY, "", null, null);
    }

    @PostMapping
    ResponseEntity<byte[]> create(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable Set<@Nullable Role> role,
            HttpServletRequest request) {
        Form form = Form.of(Map.of("email", email, "name", name));
        try {
            staff.create(email, name, password, chosen(role));
        } catch (Failure failure) {
            return refused(request, failure, form, "member");
        }
        return Html.see("/console/staff?done=member-created");
    }

    @PostMapping("/{id}")
    ResponseEntity<byte[]> update(
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Set<@Nullable Role> role,
            @RequestParam(defaultValue = "false") boolean active,
            HttpServletRequest request) {
        try {
            staff.update(id, version, name, chosen(role), active);
        } catch (Failure failure) {
            return refused(request, failure, Form.EMPTY, "");
        }
        return Html.see("/console/staff?done=member-saved");
    }

    @PostMapping("/{id}/sessions/end")
    ResponseEntity<byte[]> endSessions(@PathVariable UUID id) {
        return Html.see("/console/staff?done=sessions-ended&n=" + sessions.endAll(id));
    }

    /** The one answer that holds the key itself; it is not led on to, so that reloading does not show it again. */
    @PostMapping("/keys")
    ResponseEntity<byte[]> createKey(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Set<@Nullable Permission> scope,
            HttpServletRequest request) {
        try {
            ApiKeys.Created created = keys.create(name, chosen(scope), null);
            return page(request, HttpStatus.OK, Form.EMPTY, "", null, created.secret());
        } catch (Failure failure) {
            return refused(request, failure, Form.of(Map.of("key", name)), "key");
        }
    }

    @PostMapping("/keys/{id}/revoke")
    ResponseEntity<byte[]> revoke(@PathVariable UUID id) {
        keys.revoke(id);
        return Html.see("/console/staff?done=key-revoked#keys");
    }

    /** What a form chose; a choice sent blank is none, and arrives as null. */
    private static <T> Set<T> chosen(@Nullable Set<@Nullable T> sent) {
        return sent == null
                ? Set.of()
                : sent.stream().flatMap(Stream::ofNullable).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private ResponseEntity<byte[]> refused(HttpServletRequest request, Failure failure, Form form, String asked) {
        Refusal refusal = Refusal.of(failure);
        return page(request, refusal.status(), form.failed(failure), asked, refusal.sentence(), null);
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request,
            HttpStatus status,
            Form form,
            String asked,
            @Nullable String problem,
            @Nullable String secret) {
        Frame frame = desk.frame(request, "staff", "Staff and keys").problem(problem);
        return html.page(status, "staff/page", new View(frame, staff.list(), keys.list(), form, asked, secret));
    }
}

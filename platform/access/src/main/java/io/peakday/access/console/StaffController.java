package io.peakday.access.console;

import io.peakday.access.AccessPermissions;
import io.peakday.access.ApiKeyView;
import io.peakday.access.ApiKeys;
import io.peakday.access.FactorRemoval;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffView;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.Requires;
import io.peakday.identity.Role;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
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
@Requires(AccessPermissions.Names.STAFF_MANAGE)
public final class StaffController {
    private final StaffMembers staff;
    private final ApiKeys keys;
    private final FactorRemoval factors;
    private final Permissions permissions;
    private final ConsoleContext context;
    private final Html html;

    public StaffController(
            StaffMembers staff,
            ApiKeys keys,
            FactorRemoval factors,
            Permissions permissions,
            ConsoleContext context,
            Html html) {
        this.staff = staff;
        this.keys = keys;
        this.factors = factors;
        this.permissions = permissions;
        this.context = context;
        this.html = html;
    }

    /**
     * Members and keys.
     *
     * @param known all permissions there are
     * @param secret of a key made just now; shown this once, null otherwise
     * @param asked which form was refused, as it is called in the page; empty for none
     */
    public record View(
            Frame frame,
            List<StaffView> members,
            List<ApiKeyView> keys,
            Permissions known,
            Form form,
            String asked,
            @Nullable String secret) {
        /** Those that the reader may give: nobody gives what they do not hold. */
        public List<Role> roles() {
            return known.roles().stream().filter(role -> holds(known.of(role))).toList();
        }

        /** Those that the reader may give. */
        public List<Permission> permissions() {
            return known.all().stream().filter(frame::may).toList();
        }

        /** Whether the reader may change this member. */
        public boolean mayChange(StaffView member) {
            return holds(known.of(member.roles()));
        }

        /** Whether the reader may hand this key over. */
        public boolean mayAdopt(ApiKeyView key) {
            return key.revokedAt() == null && holds(key.scopes());
        }

        /** Who could answer for all these keys, but for one member. */
        public List<StaffView> heirs(StaffView leaving) {
            return members.stream()
                    .filter(member -> member.active() && !member.id().equals(leaving.id()))
                    .toList();
        }

        /** Who could answer for this key. */
        public List<StaffView> heirs(ApiKeyView key) {
            return members.stream()
                    .filter(StaffView::active)
                    .filter(member -> !member.id().equals(key.ownerId()))
                    .filter(member -> known.of(member.roles()).containsAll(key.scopes()))
                    .toList();
        }

        /** The keys for which this member answers. */
        public List<ApiKeyView> keysOf(StaffView member) {
            return keys.stream()
                    .filter(key -> key.revokedAt() == null && member.id().equals(key.ownerId()))
                    .toList();
        }

        /** The name of who answers for this key; empty where nobody does. */
        public String owner(ApiKeyView key) {
            return members.stream()
                    .filter(member -> member.id().equals(key.ownerId()))
                    .map(StaffView::name)
                    .findFirst()
                    .orElse("");
        }

        /** Keys from before owners were recorded. */
        public long unowned() {
            return keys.stream().filter(ApiKeyView::isUnowned).count();
        }

        private boolean holds(Set<Permission> permissions) {
            return permissions.stream().allMatch(frame::may);
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
            @RequestParam(defaultValue = "") String keysTo,
            HttpServletRequest request) {
        try {
            staff.update(
                    id, version, name, chosen(role), active, Ids.parse(keysTo).orElse(null));
        } catch (Failure failure) {
            return refused(request, failure, Form.EMPTY, "");
        }
        return Html.see("/console/staff?done=member-saved");
    }

    @PostMapping("/{id}/sessions/end")
    ResponseEntity<byte[]> endSessions(@PathVariable UUID id, HttpServletRequest request) {
        try {
            return Html.see("/console/staff?done=sessions-ended&n=" + staff.endSessions(id));
        } catch (Failure failure) {
            return refused(request, failure, Form.EMPTY, "");
        }
    }

    @PostMapping("/{id}/second-factor/remove")
    ResponseEntity<byte[]> removeSecondFactor(@PathVariable UUID id, HttpServletRequest request) {
        try {
            factors.remove(id);
        } catch (Failure failure) {
            return refused(request, failure, Form.EMPTY, "");
        }
        return Html.see("/console/staff?done=second-factor-removed");
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

    /** Makes somebody answer for a key; without an owner, whoever asks. */
    @PostMapping("/keys/{id}/adopt")
    ResponseEntity<byte[]> adopt(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String owner, HttpServletRequest request) {
        try {
            keys.adopt(id, Ids.parse(owner).orElse(null));
        } catch (Failure failure) {
            return refused(request, failure, Form.EMPTY, "");
        }
        return Html.see("/console/staff?done=key-adopted#keys");
    }

    @PostMapping("/keys/{id}/revoke")
    ResponseEntity<byte[]> revoke(@PathVariable UUID id, HttpServletRequest request) {
        try {
            keys.revoke(id);
        } catch (Failure failure) {
            return refused(request, failure, Form.EMPTY, "");
        }
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
        Frame frame = context.frame(request, "staff", "Staff and keys").problem(problem);
        return html.page(
                status, "staff/page", new View(frame, staff.list(), keys.list(), permissions, form, asked, secret));
    }
}

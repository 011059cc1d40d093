package io.peakday.access.http;

import static io.peakday.web.OptionalText.given;

import io.peakday.access.AccessPermissions;
import io.peakday.access.FactorRemoval;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffView;
import io.peakday.identity.Requires;
import io.peakday.identity.Role;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people who run the store, for its owner. */
@RestController
@RequestMapping("/api/v1/admin/staff")
@Requires(AccessPermissions.Names.STAFF_MANAGE)
final class StaffApi {
    record NewMember(
            @Nullable String email,
            @Nullable String name,
            @Nullable String password,
            @Nullable Set<Role> roles) {}

    /** @param keysTo the member of staff who gets those of this one's API keys that would do less or nothing after the change */
    record Member(
            @Nullable String name,
            @Nullable Set<Role> roles,
            @Nullable Boolean active,
            @Nullable UUID keysTo) {}

    private final StaffMembers staff;
    private final FactorRemoval factors;

    StaffApi(StaffMembers staff, FactorRemoval factors) {
        this.staff = staff;
        this.factors = factors;
    }

    @GetMapping
    List<StaffView> list() {
        return staff.list();
    }

    @GetMapping("/{id}")
    ResponseEntity<StaffView> read(@PathVariable UUID id) {
        return answer(HttpStatus.OK, find(id));
    }

    @PostMapping
    ResponseEntity<StaffView> create(@RequestBody NewMember body) {
        return answer(
                HttpStatus.CREATED,
                staff.create(given(body.email()), given(body.name()), given(body.password()), roles(body.roles())));
    }

    @PutMapping("/{id}")
    ResponseEntity<StaffView> update(
            @PathVariable UUID id,
            @RequestBody Member body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        boolean active = !Boolean.FALSE.equals(body.active());
        long version = ETags.expected(ifMatch);
        return answer(
                HttpStatus.OK,
                staff.update(id, version, given(body.name()), roles(body.roles()), active, body.keysTo()));
    }

    /** Signs the member out everywhere. */
    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions(@PathVariable UUID id) {
        staff.endSessions(id);
    }

    /** Takes the second factors of a member away who has lost them, and signs the member out everywhere. */
    @DeleteMapping("/{id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeSecondFactor(@PathVariable UUID id) {
        factors.remove(id);
    }

    private StaffView find(UUID id) {
        return staff.find(id)
                .orElseThrow(() -> Failure.notFound("identity.no-staff", "There is no such member of staff."));
    }

    private static Set<Role> roles(@Nullable Set<Role> roles) {
        if (roles == null) {
            return Set.of();
        }
        if (roles.stream().anyMatch(java.util.Objects::isNull)) {
            throw Failure.invalid("identity.bad-staff", "A role must not be null.");
        }
        return roles;
    }

    private static ResponseEntity<StaffView> answer(HttpStatus status, StaffView view) {
        return ResponseEntity.status(status).eTag(ETags.of(view.version())).body(view);
    }
}

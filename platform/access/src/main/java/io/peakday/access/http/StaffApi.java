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
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Members of staff: who runs the store, and with which roles. Nobody gives more than they may do themselves, and nobody changes a member
 * who may do more.
 */
@RestController
@Tag(name = "Staff")
@RequestMapping("/api/v1/admin/staff")
@Requires(AccessPermissions.Names.STAFF_MANAGE)
final class StaffApi {
    /**
     * A member of staff to be added.
     *
     * @param email by which the member signs in; an address that no other member has
     * @param name 1 to 120 characters
     * @param password 8 to 128 characters; not a common one, nor one made of the store's or the member's name
     * @param roles at least one
     */
    record NewMember(
            @Nullable String email,
            @Nullable String name,
            @Nullable String password,
            @Nullable Set<Role> roles) {}

    /**
     * What a member of staff is to be; the e-mail address and the password stay.
     *
     * @param name 1 to 120 characters
     * @param roles at least one; these replace the present ones
     * @param active whether the member may sign in; true if left out
     * @param keysTo the member of staff who gets those of this one's API keys that would do less or nothing after the change; null: nobody,
     *     and a change that concerns such keys is refused
     */
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

    /**
     * Lists all members of staff.
     *
     * <p>Those who may not sign in any more, too. In the order of their e-mail addresses.
     *
     * @return all members
     */
    @GetMapping
    List<StaffView> listStaff() {
        return staff.list();
    }

    /**
     * Gets a member of staff.
     *
     * @param id the member's id
     * @return the member, with the ETag that a change of it asks for
     * @throws Failure {@code identity.no-staff} (404) if there is no such member
     */
    @GetMapping("/{id}")
    ResponseEntity<StaffView> getStaffMember(@PathVariable UUID id) {
        return answer(HttpStatus.OK, find(id));
    }

    /**
     * Adds a member of staff.
     *
     * <p>The member may sign in at once. A second factor is set up in the console.
     *
     * @param body the member
     * @return the member that was added
     * @throws Failure {@code identity.bad-staff} (400) if a field is missing or wrong, or the password is too easy to guess; every wrong
     *     field is named
     * @throws Failure {@code identity.grant-too-wide} (403) if the roles may do more than whoever asks
     * @throws Failure {@code identity.email-taken} (409) if another member has this address
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<StaffView> createStaffMember(@RequestBody NewMember body) {
        return answer(
                HttpStatus.CREATED,
                staff.create(given(body.email()), given(body.name()), given(body.password()), roles(body.roles())));
    }

    /**
     * Updates a member's name and roles, and whether they may sign in.
     *
     * <p>Where the change takes rights away, all sessions of the member end. API keys of the member that would do less or nothing are handed
     * to {@code keysTo}.
     *
     * @param id the member's id
     * @param body what the member is to be
     * @return the member after the change
     * @throws Failure {@code identity.bad-staff} (400) if a field is missing or wrong; every wrong field is named
     * @throws Failure {@code identity.grant-too-wide} (403) if the new roles may do more than whoever asks
     * @throws Failure {@code identity.beyond-your-rights} (403) if the member, or a key that is handed over, may do more than whoever asks
     * @throws Failure {@code identity.no-staff} (404) if there is no such member
     * @throws Failure {@code identity.last-owner} (409) if the store would be left without an active owner
     * @throws Failure {@code identity.stale-staff} (409) if the member was changed since it was read
     * @throws Failure {@code identity.keys-need-owner} (409) if API keys would do less or nothing, and {@code keysTo} names nobody else
     * @throws Failure {@code identity.owner-lacks-rights} (409) if {@code keysTo} may not sign in, or may do less than a key that is handed over
     */
    @PutMapping("/{id}")
    ResponseEntity<StaffView> updateStaffMember(
            @PathVariable UUID id,
            @RequestBody Member body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        boolean active = !Boolean.FALSE.equals(body.active());
        long version = ETags.expected(ifMatch);
        return answer(
                HttpStatus.OK,
                staff.update(id, version, given(body.name()), roles(body.roles()), active, body.keysTo()));
    }

    /**
     * Ends all sessions of a member of staff.
     *
     * <p>The member is signed out everywhere within seconds and may sign in again. Without a session this succeeds, too.
     *
     * @param id the member's id
     * @throws Failure {@code identity.beyond-your-rights} (403) if the member may do more than whoever asks
     * @throws Failure {@code identity.no-staff} (404) if there is no such member
     */
    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endStaffSessions(@PathVariable UUID id) {
        staff.endSessions(id);
    }

    /**
     * Removes all second factors of a member of staff who has lost them.
     *
     * <p>All sessions of the member end, and the next sign-in asks for the password alone. The event {@code staff.second-factor-changed}
     * follows, and the member is notified by mail.
     *
     * @param id the member's id
     * @throws Failure {@code identity.beyond-your-rights} (403) if the member may do more than whoever asks
     * @throws Failure {@code identity.no-staff} (404) if there is no such member
     * @throws Failure {@code identity.no-factor} (404) if the member has no second factor
     * @throws Failure {@code identity.own-factor} (409) if it is the member who asks, or whose API key does; the console removes one's own
     */
    @DeleteMapping("/{id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeStaffSecondFactor(@PathVariable UUID id) {
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

package io.peakday.customers.http;

import io.peakday.customers.CustomerView;
import io.peakday.customers.Customers;
import io.peakday.customers.CustomersPermissions;
import io.peakday.customers.ErasureReport;
import io.peakday.customers.Retained;
import io.peakday.customers.StaffPrivacy;
import io.peakday.identity.Requires;
import io.peakday.identity.Sessions;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import io.peakday.web.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Customers, for those who help them. */
@RestController
@RequestMapping("/api/v1/admin/customers")
@Requires(CustomersPermissions.Names.CUSTOMERS_READ)
final class AdminCustomersApi {
    private static final String REASONS =
            Stream.of(StaffPrivacy.Reason.values()).map(Enum::name).collect(Collectors.joining(", "));

    private final Customers customers;
    private final Sessions sessions;
    private final StaffPrivacy privacy;

    AdminCustomersApi(Customers customers, Sessions sessions, StaffPrivacy privacy) {
        this.customers = customers;
        this.sessions = sessions;
        this.privacy = privacy;
    }

    @GetMapping
    Page<CustomerView> list(
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return customers.list(search, cursor, Page.limit(limit, 50, 200));
    }

    @GetMapping("/{id}")
    ResponseEntity<CustomerView> read(@PathVariable UUID id) {
        CustomerView found = customers.require(id);
        return ResponseEntity.ok().eTag(ETags.of(found.version())).body(found);
    }

    /** Why somebody is erased. */
    record ErasureForm(StaffPrivacy.@Nullable Reason reason) {}

    /** As the POST of an erasure at the customer's wish, but for the report. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    void erase(@PathVariable UUID id) {
        privacy.erase(id, StaffPrivacy.Reason.REQUEST);
    }

    /** Erases the customer at the customer's wish; the answer says what is kept all the same. The reason goes to the audit log. */
    @PostMapping("/{id}/erasure")
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    ErasureReport erase(@PathVariable UUID id, @RequestBody ErasureForm body) {
        StaffPrivacy.Reason reason = body.reason();
        if (reason == null) {
            throw Failure.invalid("identity.bad-erasure", "An erasure needs a reason, one of " + REASONS + ".");
        }
        return privacy.erase(id, reason);
    }

    /** Everything that is kept about the customer, for handing it out at the customer's wish. */
    @PostMapping("/{id}/export")
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    Map<String, Object> export(@PathVariable UUID id) {
        return privacy.export(id);
    }

    /** What an erasure of the customer would leave, or has left. */
    @GetMapping("/{id}/retained")
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    List<Retained> retained(@PathVariable UUID id) {
        return customers.retained(id);
    }

    /** Signs the customer out everywhere. */
    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(CustomersPermissions.Names.CUSTOMERS_WRITE)
    void endSessions(@PathVariable UUID id) {
        sessions.endAll(customers.require(id).id());
    }

    @PostMapping("/{id}/verification-request")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(CustomersPermissions.Names.CUSTOMERS_WRITE)
    void requestVerification(@PathVariable UUID id) {
        customers.requestVerification(id);
    }
}

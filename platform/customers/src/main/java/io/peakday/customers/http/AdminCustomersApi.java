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
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** Customers, for the staff who help them: their accounts and sessions, and what is kept about them. */
@RestController
@Tag(name = "Customers for staff")
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

    /**
     * Lists customers.
     *
     * <p>Without those who were erased.
     *
     * @param search the beginning of the e-mail address or of the name, in upper or lower case; left out: all
     * @param limit most customers of one page, 1 to 200; 50 if left out
     * @return a page of customers, those registered last first
     */
    @GetMapping
    Page<CustomerView> listCustomers(
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return customers.list(search, cursor, Page.limit(limit, 50, 200));
    }

    /**
     * Reads a customer's account.
     *
     * @param id of the customer
     * @return the account, with its version as {@code ETag}
     * @throws Failure {@code identity.no-customer} (404) if there is no such customer, or the customer was erased
     */
    @GetMapping("/{id}")
    ResponseEntity<CustomerView> getCustomer(@PathVariable UUID id) {
        CustomerView found = customers.require(id);
        return ResponseEntity.ok().eTag(ETags.of(found.version())).body(found);
    }

    /**
     * Why somebody is erased.
     *
     * @param reason goes to the audit log; must not be left out
     */
    record ErasureForm(StaffPrivacy.@Nullable Reason reason) {}

    /**
     * Erases a customer at the customer's wish, without a report.
     *
     * <p>As {@code POST /api/v1/admin/customers/{id}/erasure} with the reason {@code REQUEST}, but that the answer says nothing of what is
     * kept.
     *
     * @param id of the customer
     * @throws Failure {@code identity.no-customer} (404) if there is no such customer, or the customer was erased
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    void deleteCustomer(@PathVariable UUID id) {
        privacy.erase(id, StaffPrivacy.Reason.REQUEST);
    }

    /**
     * Erases a customer.
     *
     * <p>It cannot be undone. Every session of the customer ends. The reason goes to the audit log. The event {@code customer.deleted}
     * follows.
     *
     * @param id of the customer
     * @param body why
     * @return when it was erased, and what is kept all the same, why and until when
     * @throws Failure {@code identity.bad-erasure} (400) if the reason is missing
     * @throws Failure {@code identity.no-customer} (404) if there is no such customer, or the customer was erased
     */
    @PostMapping("/{id}/erasure")
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    ErasureReport eraseCustomer(@PathVariable UUID id, @RequestBody ErasureForm body) {
        StaffPrivacy.Reason reason = body.reason();
        if (reason == null) {
            throw Failure.invalid("identity.bad-erasure", "An erasure needs a reason, one of " + REASONS + ".");
        }
        return privacy.erase(id, reason);
    }

    /**
     * Exports everything that is kept about a customer.
     *
     * <p>For handing it out at the customer's wish; goes to the audit log. May be long, and is sent while it is read. No {@code
     * Idempotency-Key} is needed.
     *
     * @param id of the customer
     * @return sections by name; the first, {@code manifest}, names the format, when the export was made, and all sections that follow
     * @throws Failure {@code identity.no-customer} (404) if there is no such customer, or the customer was erased
     */
    @PostMapping("/{id}/export")
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    Map<String, Object> exportCustomer(@PathVariable UUID id) {
        return privacy.export(id);
    }

    /**
     * Lists what an erasure of a customer would leave, or has left.
     *
     * @param id of the customer, who may have been erased
     * @return what is kept; empty if nothing is, or there is no such customer
     */
    @GetMapping("/{id}/retained")
    @Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
    List<Retained> listCustomerRetainedData(@PathVariable UUID id) {
        return customers.retained(id);
    }

    /**
     * Ends all sessions of a customer.
     *
     * <p>The customer is signed out everywhere within seconds.
     *
     * @param id of the customer
     * @throws Failure {@code identity.no-customer} (404) if there is no such customer, or the customer was erased
     */
    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(CustomersPermissions.Names.CUSTOMERS_WRITE)
    void endCustomerSessions(@PathVariable UUID id) {
        sessions.endAll(customers.require(id).id());
    }

    /**
     * Mails a customer a link that verifies the e-mail address.
     *
     * <p>The link ends the one before. Answers the same where nothing is mailed, because the address is verified already or too many
     * mails were asked for: by default five an hour.
     *
     * @param id of the customer
     * @throws Failure {@code identity.no-customer} (404) if there is no such customer, or the customer was erased
     */
    @PostMapping("/{id}/verification-request")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(CustomersPermissions.Names.CUSTOMERS_WRITE)
    void requestCustomerVerification(@PathVariable UUID id) {
        customers.requestVerification(id);
    }
}

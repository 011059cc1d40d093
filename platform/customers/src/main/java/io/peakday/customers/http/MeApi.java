package io.peakday.customers.http;

import static io.peakday.web.OptionalText.given;

import io.peakday.customers.CustomerAddress;
import io.peakday.customers.CustomerView;
import io.peakday.customers.Customers;
import io.peakday.customers.ErasureReport;
import io.peakday.customers.PersonalExport;
import io.peakday.customers.Retained;
import io.peakday.identity.Actor.Customer;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.SessionCookies;
import io.peakday.kernel.Failure;
import io.peakday.web.ETags;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A customer's own account: name, password, e-mail address, address book, and what is kept about the customer. Needs a customer's session. */
@RestController
@Tag(name = "My account")
@RequestMapping("/api/v1/me")
@Route(priority = Priority.INTERACTIVE)
final class MeApi {
    /**
     * What of the account is changed.
     *
     * @param name how the customer is addressed, 1 to 120 characters
     */
    record Name(@Nullable String name) {}

    /**
     * A change of password.
     *
     * @param current the present password
     * @param password the new password, 8 to 128 characters; not a well-known password, not a mere pattern, and more than the name, the
     *     address or the store's name
     */
    record PasswordChange(
            @Nullable String current, @Nullable String password) {}

    /**
     * A change of e-mail address.
     *
     * @param password the present password
     * @param email the new e-mail address, at most 254 characters
     */
    record EmailChange(@Nullable String password, @Nullable String email) {}

    /**
     * The confirmation that the account's owner is asking.
     *
     * @param password the present password
     */
    record Password(@Nullable String password) {}

    /**
     * An entry of the address book as it is to be.
     *
     * @param recipient the name on the parcel, 1 to 120 characters
     * @param line1 street and number, 1 to 120 characters
     * @param line2 what else belongs to the street, at most 120 characters; may be left out
     * @param postcode 1 to 16 characters
     * @param city 1 to 80 characters
     * @param region state or province, at most 80 characters; may be left out
     * @param country ISO 3166-1 alpha-2, upper case: {@code DE}
     * @param phone for questions about the delivery, at most 32 characters; may be left out
     * @param preferred whether checkout offers this address first; left out: false
     */
    record Address(
            @Nullable String recipient,
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String postcode,
            @Nullable String city,
            @Nullable String region,
            @Nullable String country,
            @Nullable String phone,
            @Nullable Boolean preferred) {
        CustomerAddress as(UUID id) {
            return new CustomerAddress(
                    id,
                    given(recipient),
                    given(line1),
                    given(line2),
                    given(postcode),
                    given(city),
                    given(region),
                    given(country),
                    given(phone),
                    Boolean.TRUE.equals(preferred));
        }
    }

    private final Customers customers;
    private final PersonalExport export;

    MeApi(Customers customers, PersonalExport export) {
        this.customers = customers;
        this.export = export;
    }

    /**
     * Reads one's own account.
     *
     * @return the account, with its version as {@code ETag}
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code identity.no-customer} (404) if the account was erased a moment ago
     */
    @GetMapping
    ResponseEntity<CustomerView> getAccount() {
        return answer(account(CurrentActor.requireCustomer()));
    }

    /**
     * Changes the name of one's own account.
     *
     * @param body the new name
     * @return the account as it is now, with its new version as {@code ETag}
     * @throws Failure {@code identity.bad-name} (400) if the name is missing or too long
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code identity.no-customer} (404) if the account was erased a moment ago
     * @throws Failure {@code identity.stale-customer} (409) if the account was changed since the version in {@code If-Match}
     */
    @PatchMapping
    ResponseEntity<CustomerView> updateAccount(
            @RequestBody Name body, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        UUID id = CurrentActor.requireCustomer().id();
        return answer(customers.rename(id, ETags.expected(ifMatch), given(body.name())));
    }

    /**
     * Changes one's own password.
     *
     * <p>Ends every other session, and every link that was mailed but for those that undo a change of address. A mail tells the customer.
     * The event {@code customer.password-changed} follows.
     *
     * @param body the present password and the new one
     * @throws Failure {@code identity.bad-password} (400) if the new password cannot be used
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code identity.wrong-password} (403) if the present password is wrong
     * @throws Failure {@code identity.no-customer} (404) if the account was erased a moment ago
     * @throws Failure {@code identity.throttled} (429) after too many wrong passwords in this session; nothing was checked
     * @throws Failure {@code identity.busy} (429) if very many people are signing in at the moment
     */
    @Route(limit = "sign-in")
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@RequestBody PasswordChange body) {
        Customer me = CurrentActor.requireCustomer();
        if (!customers.changePassword(me.id(), given(body.current()), given(body.password()), me.sessionId())) {
            throw wrongPassword();
        }
    }

    /**
     * Asks to change one's own e-mail address.
     *
     * <p>Mails a link to the new address, which confirms the change in a session of this account, and one to the present address, which
     * undoes it. Until the change is confirmed the present address holds. At most five changes an hour are mailed by default; further
     * ones are answered the same and mail nothing. That somebody else has the new address is said only when the change is confirmed. The
     * events {@code customer.email-verification-requested} and {@code customer.email-change-requested} follow.
     *
     * @param body the present password and the new e-mail address
     * @throws Failure {@code identity.bad-email} (400) if this is not an e-mail address
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code identity.wrong-password} (403) if the present password is wrong
     * @throws Failure {@code identity.throttled} (429) after too many wrong passwords in this session; nothing was checked
     * @throws Failure {@code identity.busy} (429) if very many people are signing in at the moment
     */
    @Route(limit = "sign-in")
    @PostMapping("/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requestEmailChange(@RequestBody EmailChange body) {
        Customer me = CurrentActor.requireCustomer();
        if (!customers.requestEmailChange(me.id(), me.sessionId(), given(body.password()), given(body.email()))) {
            throw wrongPassword();
        }
    }

    /**
     * Asks for a mail with a link that verifies one's own e-mail address.
     *
     * <p>The link ends the one before. Answers the same where nothing is mailed, because the address is verified already or too many
     * mails were asked for: by default five an hour.
     *
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code identity.no-customer} (404) if the account was erased a moment ago
     */
    @PostMapping("/verification-request")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requestEmailVerification() {
        customers.requestVerification(CurrentActor.requireCustomer().id());
    }

    /**
     * Exports everything that is kept about the customer.
     *
     * <p>May be long, and is sent while it is read.
     *
     * @return sections by name; the first, {@code manifest}, names the format, when the export was made, and all sections that follow
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code identity.no-customer} (404) if the account was erased a moment ago
     */
    @GetMapping("/export")
    Map<String, Object> exportAccount() {
        return export.of(CurrentActor.requireCustomer().id());
    }

    /**
     * Lists what a deletion of one's own account would leave, and why.
     *
     * @return what would be kept; empty if nothing
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     */
    @GetMapping("/retained")
    List<Retained> listRetainedData() {
        return customers.retained(CurrentActor.requireCustomer().id());
    }

    /**
     * Erases one's own account.
     *
     * <p>Asks for the password, because it cannot be undone. Ends every session and deletes the cookie of this one. The event {@code
     * customer.deleted} follows.
     *
     * @param body the present password
     * @return when it was erased, and what is kept all the same, why and until when
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code identity.wrong-password} (403) if the present password is wrong
     * @throws Failure {@code identity.throttled} (429) after too many wrong passwords in this session; nothing was checked
     * @throws Failure {@code identity.busy} (429) if very many people are signing in at the moment
     */
    @Route(limit = "sign-in")
    @PostMapping("/deletion")
    ErasureReport deleteAccount(@RequestBody Password body, HttpServletRequest request, HttpServletResponse response) {
        Customer me = CurrentActor.requireCustomer();
        ErasureReport report = customers
                .deleted(me.id(), me.sessionId(), given(body.password()))
                .orElseThrow(MeApi::wrongPassword);
        SessionCookies.clearCustomer(request, response);
        return report;
    }

    /**
     * Lists the addresses of one's own address book.
     *
     * @return all addresses, at most 50, the preferred one first; empty if there are none
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     */
    @GetMapping("/addresses")
    List<CustomerAddress> listAddresses() {
        return customers.addresses(CurrentActor.requireCustomer().id());
    }

    /**
     * Creates or replaces an address of one's own address book.
     *
     * <p>An address book holds 50 addresses. The first one is preferred in any case; one that is preferred takes that from the one before.
     *
     * @param id of the address, a UUID that the client makes for a new one
     * @param body the whole address
     * @return the address as it was sent
     * @throws Failure {@code identity.bad-address} (400) if the address is not complete or too long, with every wrong field
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code identity.no-customer} (404) if the account was erased a moment ago
     * @throws Failure {@code identity.too-many-addresses} (409) if the address is new and the address book is full
     */
    @PutMapping("/addresses/{id}")
    CustomerAddress setAddress(@PathVariable UUID id, @RequestBody Address body) {
        UUID me = CurrentActor.requireCustomer().id();
        CustomerAddress address = body.as(id);
        customers.putAddress(me, address);
        return address;
    }

    /**
     * Removes an address from one's own address book.
     *
     * <p>Where it was the preferred one, none is preferred until one is set.
     *
     * @param id of the address
     * @throws Failure {@code identity.sign-in-required} (401) if no customer is signed in
     * @throws Failure {@code identity.no-address} (404) if there is no such address in this address book
     */
    @DeleteMapping("/addresses/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeAddress(@PathVariable UUID id) {
        if (!customers.removeAddress(CurrentActor.requireCustomer().id(), id)) {
            throw Failure.notFound("identity.no-address", "There is no such address.");
        }
    }

    private CustomerView account(Customer me) {
        return customers.require(me.id());
    }

    private static ResponseEntity<CustomerView> answer(CustomerView view) {
        return ResponseEntity.ok().eTag(ETags.of(view.version())).body(view);
    }

    private static Failure wrongPassword() {
        return Failure.forbidden("identity.wrong-password", "This is not the current password.");
    }
}

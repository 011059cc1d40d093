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

/** A customer's own account. */
@RestController
@RequestMapping("/api/v1/me")
@Route(priority = Priority.INTERACTIVE)
final class MeApi {
    record Name(@Nullable String name) {}

    record PasswordChange(
            @Nullable String current, @Nullable String password) {}

    record EmailChange(@Nullable String password, @Nullable String email) {}

    record Password(@Nullable String password) {}

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

    @GetMapping
    ResponseEntity<CustomerView> read() {
        return answer(account(CurrentActor.requireCustomer()));
    }

    @PatchMapping
    ResponseEntity<CustomerView> rename(
            @RequestBody Name body, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        UUID id = CurrentActor.requireCustomer().id();
        return answer(customers.rename(id, ETags.expected(ifMatch), given(body.name())));
    }

    @Route(limit = "sign-in")
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@RequestBody PasswordChange body) {
        Customer me = CurrentActor.requireCustomer();
        if (!customers.changePassword(me.id(), given(body.current()), given(body.password()), me.sessionId())) {
            throw wrongPassword();
        }
    }

    @Route(limit = "sign-in")
    @PostMapping("/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void changeEmail(@RequestBody EmailChange body) {
        Customer me = CurrentActor.requireCustomer();
        if (!customers.requestEmailChange(me.id(), me.sessionId(), given(body.password()), given(body.email()))) {
            throw wrongPassword();
        }
    }

    @PostMapping("/verification-request")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requestVerification() {
        customers.requestVerification(CurrentActor.requireCustomer().id());
    }

    /** Everything that is kept about the customer, of every module. */
    @GetMapping("/export")
    Map<String, Object> export() {
        return export.of(CurrentActor.requireCustomer().id());
    }

    /** What a deletion of the account would leave, and why. */
    @GetMapping("/retained")
    List<Retained> retained() {
        return customers.retained(CurrentActor.requireCustomer().id());
    }

    /**
     * Erases the account; asks for the password, because it cannot be undone. The answer says what is kept all the same, and
     * until when.
     */
    @Route(limit = "sign-in")
    @PostMapping("/deletion")
    ErasureReport delete(@RequestBody Password body, HttpServletRequest request, HttpServletResponse response) {
        Customer me = CurrentActor.requireCustomer();
        ErasureReport report = customers
                .deleted(me.id(), me.sessionId(), given(body.password()))
                .orElseThrow(MeApi::wrongPassword);
        SessionCookies.clearCustomer(request, response);
        return report;
    }

    @GetMapping("/addresses")
    List<CustomerAddress> addresses() {
        return customers.addresses(CurrentActor.requireCustomer().id());
    }

    @PutMapping("/addresses/{id}")
    CustomerAddress putAddress(@PathVariable UUID id, @RequestBody Address body) {
        UUID me = CurrentActor.requireCustomer().id();
        CustomerAddress address = body.as(id);
        customers.putAddress(me, address);
        return address;
    }

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

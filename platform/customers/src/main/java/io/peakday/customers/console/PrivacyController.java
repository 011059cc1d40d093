package io.peakday.customers.console;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.customers.CustomerView;
import io.peakday.customers.Customers;
import io.peakday.customers.CustomersPermissions;
import io.peakday.customers.Retained;
import io.peakday.customers.StaffPrivacy;
import io.peakday.identity.Requires;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exports and erasures at a customer's wish. Everything here is a POST but the page that asks, so that it is in the audit log who did it. */
@RestController
@RequestMapping("/console/privacy")
@Requires(CustomersPermissions.Names.PRIVACY_MANAGE)
public final class PrivacyController {
    private final Customers customers;
    private final StaffPrivacy privacy;
    private final ConsoleContext context;
    private final Html html;

    public PrivacyController(Customers customers, StaffPrivacy privacy, ConsoleContext context, Html html) {
        this.customers = customers;
        this.privacy = privacy;
        this.context = context;
        this.html = html;
    }

    /** What is about to be done to a customer. */
    public record AskPage(
            Frame frame, CustomerView customer, List<Retained> retained, Form form, List<Choice> reasons) {}

    /** A reason to choose. */
    public record Choice(String value, String label) {}

    /**
     * What was done.
     *
     * @param whose in words
     */
    public record DonePage(Frame frame, String whose, List<Retained> retained) {}

    @GetMapping("/customers/{id}")
    ResponseEntity<byte[]> ask(@PathVariable UUID id, HttpServletRequest request) {
        return ask(HttpStatus.OK, id, request, Form.EMPTY);
    }

    /** Erases the customer whose e-mail address was typed as a confirmation. */
    @PostMapping("/customers/{id}/erase")
    ResponseEntity<byte[]> erase(
            @PathVariable UUID id,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirmation) {
        CustomerView customer = customers.require(id);
        Form form = Form.of(Map.of("reason", reason, "confirmation", confirmation));
        Optional<StaffPrivacy.Reason> why = reason(reason);
        if (why.isEmpty()) {
            form = form.error("reason", "Choose why.");
        }
        if (!confirmation.strip().equalsIgnoreCase(customer.email())) {
            form = form.error("confirmation", "This is not the customer's e-mail address.");
        }
        if (why.isEmpty() || !form.ok()) {
            return ask(HttpStatus.UNPROCESSABLE_CONTENT, id, request, form);
        }
        List<Retained> kept = privacy.erase(id, why.get()).retained();
        return html.page(
                "privacy/done", new DonePage(context.frame(request, "customers", "Erased"), "The customer", kept));
    }

    /** Everything that is kept about the customer, as a file. */
    @PostMapping("/customers/{id}/export")
    ResponseEntity<Map<String, Object>> export(@PathVariable UUID id) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"customer-" + id + ".json\"")
                .body(privacy.export(id));
    }

    private ResponseEntity<byte[]> ask(HttpStatus status, UUID id, HttpServletRequest request, Form form) {
        CustomerView customer = customers.require(id);
        return html.page(
                status,
                "privacy/ask",
                new AskPage(
                        context.frame(request, "customers", "Erase a customer"),
                        customer,
                        customers.retained(id),
                        form,
                        List.of(
                                new Choice("REQUEST", "The customer asked for it"),
                                new Choice("ORDER", "A court or an authority ordered it"),
                                new Choice("DUPLICATE", "The same person has another account"),
                                new Choice("MISTAKE", "The account was made by mistake, or by a machine"))));
    }

    private static Optional<StaffPrivacy.Reason> reason(String text) {
        for (StaffPrivacy.Reason one : StaffPrivacy.Reason.values()) {
            if (one.name().equals(text)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}

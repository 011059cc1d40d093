package io.peakday.customers.console;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.CustomerSection;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Query;
import io.peakday.consolekit.Section;
import io.peakday.customers.CustomerAddress;
import io.peakday.customers.CustomerView;
import io.peakday.customers.Customers;
import io.peakday.customers.CustomersPermissions;
import io.peakday.identity.Requires;
import io.peakday.identity.SessionView;
import io.peakday.identity.Sessions;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Customers, for those who help them. */
@RestController
@RequestMapping("/console/customers")
@Requires(CustomersPermissions.Names.CUSTOMERS_READ)
public final class CustomersController {
    private static final int PAGE = 50;

    private final Customers customers;
    private final Sessions sessions;
    private final List<CustomerSection> sections;
    private final ConsoleSlots slots;
    private final ConsoleContext context;
    private final Html html;

    public CustomersController(
            Customers customers,
            Sessions sessions,
            List<CustomerSection> sections,
            ConsoleSlots slots,
            ConsoleContext context,
            Html html) {
        this.customers = customers;
        this.sessions = sessions;
        this.sections = List.copyOf(sections);
        this.slots = slots;
        this.context = context;
        this.html = html;
    }

    /** The list. */
    public record ListPage(Frame frame, Query query, Page<CustomerView> page) {}

    /** One customer, and what other modules draw. */
    public record OnePage(
            Frame frame,
            CustomerView customer,
            List<Section> sections,
            List<CustomerAddress> addresses,
            List<SessionView> sessions) {}

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Query query = Query.of("/console/customers")
                .with("q", request.getParameter("q"))
                .with("cursor", request.getParameter("cursor"));
        String text = query.value("q");
        return html.page(
                "customers/list",
                new ListPage(
                        context.frame(request, "customers", "Customers"),
                        query,
                        customers.list(text.isEmpty() ? null : text, query.value("cursor"), PAGE)));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> show(@PathVariable UUID id, HttpServletRequest request) {
        CustomerView customer = customers.require(id);
        Frame frame = context.frame(request, "customers", customer.name());
        CustomerSection.Customer whose = new CustomerSection.Customer(id, customer.email());
        List<Section> drawn = slots.customer(sections, whose, frame);
        return html.page(
                "customers/page", new OnePage(frame, customer, drawn, customers.addresses(id), sessions.list(id)));
    }

    @PostMapping("/{id}/sessions/end")
    @Requires({CustomersPermissions.Names.CUSTOMERS_READ, CustomersPermissions.Names.CUSTOMERS_WRITE})
    ResponseEntity<byte[]> endAll(@PathVariable UUID id) {
        int ended = sessions.endAll(customers.require(id).id());
        return Html.see("/console/customers/" + id + "?done=sessions-ended&n=" + ended);
    }

    @PostMapping("/{id}/sessions/{session}/end")
    @Requires({CustomersPermissions.Names.CUSTOMERS_READ, CustomersPermissions.Names.CUSTOMERS_WRITE})
    ResponseEntity<byte[]> end(@PathVariable UUID id, @PathVariable UUID session) {
        sessions.end(customers.require(id).id(), session);
        return Html.see("/console/customers/" + id + "?done=session-ended");
    }
}

package io.peakday.sale.console;

import io.peakday.catalog.CatalogPermissions;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.LocalTimes;
import io.peakday.consolekit.Query;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleDraft;
import io.peakday.sale.SaleItem;
import io.peakday.sale.console.SalePages.Choice;
import io.peakday.sale.console.SalePages.ListPage;
import io.peakday.sale.console.SalePages.PlanPage;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of sales, and planning one. */
@RestController
@RequestMapping("/console/sales")
@Requires(CatalogPermissions.Names.CATALOG_READ)
final class SalesController {
    private static final int PAGE = 50;
    private static final int LONGEST_QUERY = 120;

    private final FlashSales sales;
    private final Choices choices;
    private final InstantSource clock;
    private final Currency currency;
    private final ConsoleContext context;
    private final Html html;

    /** @param currency that of a variant without a price */
    SalesController(
            FlashSales sales,
            Choices choices,
            InstantSource clock,
            Currency currency,
            ConsoleContext context,
            Html html) {
        this.sales = sales;
        this.choices = choices;
        this.clock = clock;
        this.currency = currency;
        this.context = context;
        this.html = html;
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Query query = Query.of("/console/sales").with("cursor", request.getParameter("cursor"));
        String cursor = query.value("cursor");
        Page<Sale> page = sales.list(cursor.isEmpty() ? null : cursor, PAGE);
        return html.page(
                "sales/list",
                new ListPage(
                        context.frame(request, "sales", "Sales"),
                        query,
                        page,
                        sales.counts(page.items().stream().map(Sale::id).toList()),
                        choices.variants(
                                page.items().stream().map(Sale::variantId).toList())));
    }

    @GetMapping("/new")
    @Requires({CatalogPermissions.Names.CATALOG_READ, CatalogPermissions.Names.CATALOG_WRITE})
    ResponseEntity<byte[]> choose(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable UUID variant,
            @RequestParam(required = false) @Nullable UUID to) {
        ZoneId zone = ConsoleContext.zone(request);
        Choice chosen = variant == null ? null : choices.require(variant);
        Form form =
                chosen == null ? Form.EMPTY : PlanForm.fresh(chosen.variant().title(), zone, clock.instant());
        Sale sale = to == null ? null : sales.require(to);
        return page(request, HttpStatus.OK, sale, q, chosen, form, zone, Ids.next());
    }

    @PostMapping
    @Requires({CatalogPermissions.Names.CATALOG_READ, CatalogPermissions.Names.CATALOG_WRITE})
    ResponseEntity<byte[]> plan(HttpServletRequest request, @RequestParam Map<String, String> typed) {
        UUID id = id(typed, "id");
        if (sales.find(id).isPresent()) {
            return typed.containsKey("to") ? added(id) : planned(id); // the form was sent twice
        }
        Choice chosen = choices.require(id(typed, "variant"));
        ZoneId zone = LocalTimes.zone(typed.get("zone"), ConsoleContext.zone(request));
        Instant now = clock.instant();
        Money usual = chosen.variant().price();
        Currency in = usual == null ? currency : usual.currency();
        Sale to = typed.containsKey("to") ? sales.require(id(typed, "to")) : null;
        PlanForm.Result read = to == null
                ? PlanForm.read(typed, chosen, in, zone, now)
                : PlanForm.readItem(typed, chosen, in, to, now);
        SaleDraft draft = read.draft();
        if (draft == null) {
            return page(request, HttpStatus.BAD_REQUEST, to, "", chosen, read.form(), zone, id);
        }
        try {
            if (to == null) {
                return planned(sales.plan(id, draft).id());
            }
            return added(sales.addItem(id, to.id(), SaleItem.of(draft)).id());
        } catch (Failure failure) {
            Form form = failure.code().equals("sale.too-few")
                    ? read.form().error("setAside", PlanForm.tooFew(chosen.available()))
                    : read.form().failed(failure);
            return page(request, Refusal.of(failure).status(), to, "", chosen, form, zone, id);
        }
    }

    private static ResponseEntity<byte[]> planned(UUID id) {
        return Html.see("/console/sales/" + id + "?done=sale-planned");
    }

    private static ResponseEntity<byte[]> added(UUID id) {
        return Html.see("/console/sales/" + id + "?done=sale-item");
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request,
            HttpStatus status,
            @Nullable Sale to,
            String q,
            @Nullable Choice chosen,
            Form form,
            ZoneId zone,
            UUID id) {
        String query = q.strip().substring(0, Math.min(LONGEST_QUERY, q.strip().length()));
        return html.page(
                status,
                "sales/plan",
                new PlanPage(
                        context.frame(request, "sales", to == null ? "Plan a sale" : "Add an item")
                                .problem(form.problem()),
                        to,
                        query,
                        chosen == null && !query.isEmpty() ? choices.find(query) : List.of(),
                        chosen,
                        form,
                        zone.getId(),
                        id));
    }

    private static UUID id(Map<String, String> values, String name) {
        return Ids.parse(values.getOrDefault(name, ""))
                .orElseThrow(() -> Failure.invalid("console.bad-form", "Please open the page again."));
    }
}

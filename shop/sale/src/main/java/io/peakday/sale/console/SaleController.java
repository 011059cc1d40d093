package io.peakday.sale.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogPermissions;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.LocalTimes;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleNow;
import io.peakday.sale.console.SalePages.Live;
import io.peakday.sale.console.SalePages.OnePage;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One sale: how it goes, and what staff do with it. */
@RestController
@RequestMapping("/console/sales/{id}")
@Requires({CatalogPermissions.Names.CATALOG_READ, CatalogPermissions.Names.CATALOG_WRITE})
public final class SaleController {
    /** Orders lie above and declare it; a start fails where nobody does. */
    static final String ORDERS_READ = "ORDERS_READ";

    private final FlashSales sales;
    private final Catalog catalog;
    private final InstantSource clock;
    private final ConsoleContext context;
    private final Html html;

    public SaleController(FlashSales sales, Catalog catalog, InstantSource clock, ConsoleContext context, Html html) {
        this.sales = sales;
        this.catalog = catalog;
        this.clock = clock;
        this.context = context;
        this.html = html;
    }

    @GetMapping
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    ResponseEntity<byte[]> show(@PathVariable UUID id, HttpServletRequest request) {
        return page(id, request, HttpStatus.OK, Form.EMPTY, "", null);
    }

    /** The part of the page that changes by itself. */
    @GetMapping("/live")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    ResponseEntity<byte[]> live(@PathVariable UUID id) {
        ConsoleContext.member();
        return html.page("sales/live", live(require(id)));
    }

    /** Whose claims they are is for those who may see orders. */
    @GetMapping("/claims.csv")
    @Requires({CatalogPermissions.Names.CATALOG_READ, ORDERS_READ})
    void csv(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        ConsoleContext.member();
        Sale sale = sales.require(id);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"claims-" + sale.id() + ".csv\"");
        sales.exportClaims(id, response.getWriter());
    }

    @PostMapping("/pause")
    ResponseEntity<byte[]> pause(@PathVariable UUID id, HttpServletRequest request) {
        return act(id, "pause", "sale-paused", request, Map.of(), sales::pause);
    }

    @PostMapping("/resume")
    ResponseEntity<byte[]> resume(@PathVariable UUID id, HttpServletRequest request) {
        return act(id, "resume", "sale-resumed", request, Map.of(), sales::resume);
    }

    @PostMapping("/stop")
    ResponseEntity<byte[]> stop(@PathVariable UUID id, HttpServletRequest request) {
        return act(id, "stop", "sale-stopped", request, Map.of(), sales::stop);
    }

    @PostMapping("/close")
    ResponseEntity<byte[]> close(
            @PathVariable UUID id, @RequestParam Map<String, String> typed, HttpServletRequest request) {
        ZoneId zone = LocalTimes.zone(typed.get("zone"), ConsoleContext.zone(request));
        return act(id, "close", "sale-moved", request, typed, sale -> {
            LocalDateTime local = LocalTimes.read(typed.get("closesAt"))
                    .orElseThrow(() -> wrong("Say a date and a time, such as 2026-11-27 12:00."));
            Instant at = LocalTimes.in(local, zone)
                    .orElseThrow(() -> wrong("The clocks are put forward that night, so there is no such time."));
            return sales.close(sale, at);
        });
    }

    @PostMapping("/door")
    ResponseEntity<byte[]> admission(
            @PathVariable UUID id, @RequestParam Map<String, String> typed, HttpServletRequest request) {
        return act(
                id,
                "door",
                "sale-door",
                request,
                typed,
                sale -> sales.changeAdmission(sale, AdmissionForm.read(typed)));
    }

    /** Leads to the sale's other items. */
    @PostMapping("/remove")
    ResponseEntity<byte[]> remove(@PathVariable UUID id, HttpServletRequest request) {
        return act(id, "remove", "sale-item-removed", request, Map.of(), item -> sales.removeItem(item, item));
    }

    /** @param work gives the sale that is shown then */
    private ResponseEntity<byte[]> act(
            UUID id,
            String action,
            String done,
            HttpServletRequest request,
            Map<String, String> typed,
            Function<UUID, Sale> work) {
        Sale then;
        try {
            then = work.apply(id);
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            if (refusal.status() == HttpStatus.NOT_FOUND) {
                throw failure;
            }
            return page(id, request, refusal.status(), Form.of(typed).failed(failure), action, refusal.sentence());
        }
        return Html.see("/console/sales/" + then.id() + "?done=" + done);
    }

    private ResponseEntity<byte[]> page(
            UUID id, HttpServletRequest request, HttpStatus status, Form form, String asked, @Nullable String problem) {
        SaleNow found = require(id);
        Sale sale = found.sale();
        List<SaleNow> items = sales.items(id);
        ZoneId zone = ConsoleContext.zone(request);
        return html.page(
                status,
                "sales/page",
                new OnePage(
                        context.frame(request, "sales", sale.name()).problem(problem),
                        sale,
                        items,
                        catalog.variants(items.stream()
                                .map(item -> item.sale().variantId())
                                .toList()),
                        live(found),
                        form,
                        LocalTimes.field(sale.closesAt(), zone),
                        asked));
    }

    private Live live(SaleNow found) {
        Instant now = clock.instant();
        return new Live(
                found.sale(),
                found.sale().stateAt(now),
                found.count(),
                sales.figures(found.sale().id()),
                sales.inLine(found.sale()),
                now);
    }

    private SaleNow require(UUID id) {
        return sales.now(id).orElseThrow(FlashSales::notFound);
    }

    private static Failure wrong(String sentence) {
        return Failure.invalid(
                "console.bad-time",
                "The closing cannot be moved.",
                List.of(new FieldError("closesAt", "format", sentence)));
    }
}

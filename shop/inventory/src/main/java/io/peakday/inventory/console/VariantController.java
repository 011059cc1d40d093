package io.peakday.inventory.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.VariantView;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Refusal;
import io.peakday.identity.Requires;
import io.peakday.inventory.AdjustOutcome;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryPermissions;
import io.peakday.inventory.LedgerEntry;
import io.peakday.inventory.Location;
import io.peakday.inventory.StockLevel;
import io.peakday.inventory.StockReports;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import io.peakday.web.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stock of one variant: where it lies, what moved it, and correcting it. */
@RestController
@RequestMapping("/console/stock/{id}")
@Requires({InventoryPermissions.Names.STOCK_READ, InventoryPermissions.Names.STOCK_WRITE})
public final class VariantController {
    private static final int PAGE = 50;

    private final Inventory inventory;
    private final Catalog catalog;
    private final ConsoleContext context;
    private final Html html;

    public VariantController(Inventory inventory, Catalog catalog, ConsoleContext context, Html html) {
        this.inventory = inventory;
        this.catalog = catalog;
        this.context = context;
        this.html = html;
    }

    /**
     * The page.
     *
     * @param adjustmentId names the correction this page may make, so that sending it twice corrects once
     */
    public record View(
            Frame frame,
            UUID id,
            @Nullable VariantView variant,
            StockLevel level,
            List<StockReports.Row> rows,
            List<Location> locations,
            String threshold,
            Page<LedgerEntry> ledger,
            Form form,
            UUID adjustmentId) {
        public String location(UUID id) {
            return locations.stream()
                    .filter(one -> one.id().equals(id))
                    .map(Location::name)
                    .findFirst()
                    .orElse("?");
        }
    }

    @GetMapping
    @Requires(InventoryPermissions.Names.STOCK_READ)
    ResponseEntity<byte[]> show(@PathVariable UUID id, HttpServletRequest request) {
        return page(id, request, HttpStatus.OK, Form.EMPTY, null);
    }

    @PostMapping("/adjust")
    ResponseEntity<byte[]> adjust(
            @PathVariable UUID id, @RequestParam Map<String, String> values, HttpServletRequest request) {
        Form form = Form.of(values);
        try {
            UUID adjustment = id(values, "id");
            String typed = values.getOrDefault("delta", "").strip().replace("−", "-");
            int delta = Parameters.wholeInt(typed.startsWith("+") ? typed.substring(1) : typed);
            return switch (inventory.adjust(
                    adjustment,
                    id,
                    id(values, "location"),
                    delta,
                    values.getOrDefault("reason", "").strip())) {
                case AdjustOutcome.Adjusted done -> Html.see("/console/stock/" + id + "?done=adjusted");
                case AdjustOutcome.AlreadyAdjusted before -> Html.see("/console/stock/" + id + "?done=adjusted-before");
                case AdjustOutcome.BelowReserved(int onHand, int reserved) ->
                    page(
                            id,
                            request,
                            HttpStatus.CONFLICT,
                            form,
                            "Of the " + onHand + " units there, " + reserved
                                    + " are reserved by orders on their way; no more can be taken away.");
            };
        } catch (NumberFormatException e) {
            return page(
                    id,
                    request,
                    HttpStatus.BAD_REQUEST,
                    form.error("delta", "Type how many units came or went, such as 5 or -2."),
                    null);
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            return page(id, request, refusal.status(), form.failed(failure), refusal.sentence());
        }
    }

    @PostMapping("/threshold")
    ResponseEntity<byte[]> threshold(
            @PathVariable UUID id, @RequestParam Map<String, String> values, HttpServletRequest request) {
        String typed = values.getOrDefault("threshold", "").strip();
        try {
            inventory.setThreshold(id, typed.isEmpty() ? null : Parameters.wholeInt(typed));
        } catch (NumberFormatException e) {
            return page(
                    id,
                    request,
                    HttpStatus.BAD_REQUEST,
                    Form.of(values).error("threshold", "Type a whole number, or nothing for the general one."),
                    null);
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            return page(id, request, refusal.status(), Form.of(values).failed(failure), refusal.sentence());
        }
        return Html.see("/console/stock/" + id + "?done=threshold");
    }

    private ResponseEntity<byte[]> page(
            UUID id, HttpServletRequest request, HttpStatus status, Form form, @Nullable String problem) {
        VariantView variant = catalog.variants(List.of(id)).get(id);
        StockLevel level = inventory.levels(List.of(id)).getOrDefault(id, StockLevel.none(id));
        List<StockReports.Row> rows = inventory.reports().rows(id);
        if (variant == null && rows.isEmpty()) {
            throw Failure.notFound("inventory.no-variant", "There is no stock of such a variant.");
        }
        Frame frame = context.frame(request, "stock", variant == null ? "Stock" : variant.title())
                .problem(problem);
        return html.page(
                status,
                "stock/page",
                new View(
                        frame,
                        id,
                        variant,
                        level,
                        rows,
                        inventory.locations().all(),
                        inventory.reports().threshold(id).map(String::valueOf).orElse(""),
                        Page.of(
                                inventory.reports().ledger(id, before(request.getParameter("cursor")), PAGE + 1),
                                PAGE,
                                last -> Long.toString(last.sequence())),
                        form,
                        Ids.next()));
    }

    private static @Nullable Long before(@Nullable String cursor) {
        try {
            return cursor == null ? null : Parameters.whole(cursor);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static UUID id(Map<String, String> values, String name) {
        return Ids.parse(values.getOrDefault(name, ""))
                .orElseThrow(() -> Failure.invalid("console.bad-form", "Please open the page again."));
    }
}

package io.peakday.catalog.console;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogPermissions;
import io.peakday.catalog.Product;
import io.peakday.catalog.Revision;
import io.peakday.catalog.Seller;
import io.peakday.catalog.Variant;
import io.peakday.catalog.console.ProductPages.ChangePage;
import io.peakday.catalog.console.ProductPages.OnePage;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Refusal;
import io.peakday.consolekit.VariantStock;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One product: read, changed against the version that was read, put on sale and off, and led back to what it was. */
@RestController
@RequestMapping("/console/products/{id}")
@Requires({CatalogPermissions.Names.CATALOG_READ, CatalogPermissions.Names.CATALOG_WRITE})
final class ProductController {
    private final Catalog catalog;
    private final VariantStock stock;
    private final ConsoleSlots slots;
    private final ConsoleContext context;
    private final Html html;

    public ProductController(
            Catalog catalog, VariantStock stock, ConsoleSlots slots, ConsoleContext context, Html html) {
        this.catalog = catalog;
        this.stock = stock;
        this.slots = slots;
        this.context = context;
        this.html = html;
    }

    @GetMapping
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    ResponseEntity<byte[]> show(@PathVariable UUID id, HttpServletRequest request) {
        Product product = require(id);
        return page(product, request, HttpStatus.OK, Form.EMPTY, product.version(), null);
    }

    @PostMapping
    ResponseEntity<byte[]> save(
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam Map<String, String> form,
            HttpServletRequest request) {
        Product before = require(id);
        try {
            Product after = catalog.update(id, version, ProductForm.read(before, form));
            boolean changed = after.version() != version;
            return Html.see("/console/products/" + id + "?done=" + (changed ? "saved" : "unchanged"));
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            Form typed = Form.of(form).failed(failure);
            return page(require(id), request, refusal.status(), typed, version, refusal.sentence());
        }
    }

    @PostMapping("/publish")
    ResponseEntity<byte[]> publish(@PathVariable UUID id, @RequestParam long version, HttpServletRequest request) {
        return act(id, "published", request, () -> catalog.publish(id, version));
    }

    @PostMapping("/unpublish")
    ResponseEntity<byte[]> unpublish(@PathVariable UUID id, @RequestParam long version, HttpServletRequest request) {
        return act(id, "unpublished", request, () -> catalog.unpublish(id, version));
    }

    @PostMapping("/archive")
    ResponseEntity<byte[]> archive(@PathVariable UUID id, @RequestParam long version, HttpServletRequest request) {
        return act(id, "archived", request, () -> catalog.archive(id, version));
    }

    @PostMapping("/reopen")
    ResponseEntity<byte[]> reopen(@PathVariable UUID id, @RequestParam long version, HttpServletRequest request) {
        return act(id, "reopened", request, () -> catalog.reopen(id, version));
    }

    @GetMapping("/changes")
    @Requires(CatalogPermissions.Names.CATALOG_READ)
    ResponseEntity<byte[]> changes(
            @PathVariable UUID id, @RequestParam long from, @RequestParam long to, HttpServletRequest request) {
        Product product = require(id);
        return html.page(
                "products/changes",
                new ChangePage(
                        context.frame(request, "products", product.title()),
                        product,
                        from,
                        to,
                        catalog.compare(id, from, to)));
    }

    @PostMapping("/restore")
    ResponseEntity<byte[]> restore(
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam long revision,
            HttpServletRequest request) {
        return act(id, "restored", request, () -> catalog.restore(id, version, revision));
    }

    private ResponseEntity<byte[]> act(UUID id, String done, HttpServletRequest request, Supplier<Product> work) {
        try {
            return Html.see("/console/products/" + work.get().id() + "?done=" + done);
        } catch (Failure failure) {
            Refusal refusal = Refusal.of(failure);
            Product product = require(id);
            return page(product, request, refusal.status(), Form.EMPTY, product.version(), refusal.sentence());
        }
    }

    private ResponseEntity<byte[]> page(
            Product product,
            HttpServletRequest request,
            HttpStatus status,
            Form form,
            long version,
            @Nullable String problem) {
        Frame frame = context.frame(request, "products", product.title()).problem(problem);
        List<Revision> history = catalog.history(product.id());
        return html.page(
                status,
                "products/page",
                new OnePage(
                        frame,
                        product,
                        catalog.categories(),
                        catalog.sellers().stream().collect(Collectors.toMap(Seller::id, Seller::name)),
                        slots.figures(
                                "variant-stock",
                                () -> stock.availableNow(product.variants().stream()
                                        .map(Variant::id)
                                        .toList())),
                        history.subList(0, Math.min(40, history.size())),
                        form,
                        version));
    }

    private Product require(UUID id) {
        return catalog.product(id)
                .orElseThrow(() -> Failure.notFound("catalog.no-product", "There is no such product."));
    }
}

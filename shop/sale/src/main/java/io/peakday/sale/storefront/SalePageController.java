package io.peakday.sale.storefront;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.cache.Prebuilt;
import io.peakday.cache.PrebuiltCache;
import io.peakday.kernel.Ids;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleNow;
import io.peakday.ui.Templates;
import io.peakday.web.Hot;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages about sales that are the same for everybody: made once a second at most however many ask, and never older than an
 * opening or a closing.
 */
@RestController
@RequestMapping("/sales")
@Route(priority = Priority.RUSH)
class SalePageController {
    private static final String LIST = "";
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final FlashSales sales;
    private final CurrentSales current;
    private final SalePages pages;
    private final Templates templates;
    private final InstantSource clock;
    private final PrebuiltCache<UUID> made;
    private final PrebuiltCache<String> list;

    SalePageController(
            FlashSales sales, CurrentSales current, SalePages pages, Templates templates, InstantSource clock) {
        this.sales = sales;
        this.current = current;
        this.pages = pages;
        this.templates = templates;
        this.clock = clock;
        this.made = new PrebuiltCache<>("sale-pages", DataSize.ofMegabytes(8), clock, this::make);
        this.list = new PrebuiltCache<>("sales", DataSize.ofMegabytes(2), clock, key -> makeList());
    }

    SalePageController measured(MeterRegistry meters) {
        made.measured(meters);
        list.measured(meters);
        return this;
    }

    @Hot
    @GetMapping
    Prebuilt list() {
        return found(list.get(LIST));
    }

    /** @param id as text: what is no id leads nowhere, as an id of nothing does */
    @Hot
    @GetMapping("/{id}")
    Prebuilt page(@PathVariable String id) {
        return found(Ids.parse(id).map(made::get).orElse(null));
    }

    private static Prebuilt found(@Nullable Prebuilt page) {
        if (page == null) {
            throw FlashSales.notFound();
        }
        return page;
    }

    private PrebuiltCache.@Nullable Entry make(UUID id) {
        Instant now = clock.instant();
        List<SaleNow> items = sales.items(id);
        return items.isEmpty()
                ? null
                : entry(
                        "sale/page",
                        pages.page(items, id, now),
                        now,
                        Stream.of(items.getFirst().sale()));
    }

    private PrebuiltCache.Entry makeList() {
        Instant now = clock.instant();
        var all = current.all();
        return entry("sale/list", pages.list(all, now), now, all.stream().map(one -> one.sale()));
    }

    private PrebuiltCache.Entry entry(String template, Object view, Instant now, Stream<Sale> shown) {
        Instant latest = now.plus(KEPT);
        Instant until = shown.map(sale -> sale.shownUntil(now, latest))
                .min(Instant::compareTo)
                .orElse(latest);
        return new PrebuiltCache.Entry(Prebuilt.html(templates.render(template, view)), until);
    }
}

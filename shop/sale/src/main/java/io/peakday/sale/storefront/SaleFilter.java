package io.peakday.sale.storefront;

import io.peakday.cache.Prebuilt;
import io.peakday.cache.PrebuiltCache;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleNow;
import io.peakday.sale.Sales;
import io.peakday.ui.Templates;
import io.peakday.web.RequestPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerMapping;

/**
 * {@code /sales} and {@code /sales/{id}}: the same for everybody, made once a second at most however many ask, and never older
 * than an opening or a closing. A filter and not a servlet, because what a customer claims lies below the same address;
 * whatever is not exactly one of these two pages goes on.
 */
final class SaleFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String HTML = "text/html;charset=utf-8";
    private static final String LIST = "/sales";
    private static final String PREFIX = LIST + "/";
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final transient Sales sales;
    private final transient CurrentSales current;
    private final transient SalePages pages;
    private final transient Templates templates;
    private final transient InstantSource clock;
    private final transient PrebuiltCache<UUID> made;
    private final transient PrebuiltCache<String> list;

    SaleFilter(Sales sales, CurrentSales current, SalePages pages, Templates templates, InstantSource clock) {
        this.sales = sales;
        this.current = current;
        this.pages = pages;
        this.templates = templates;
        this.clock = clock;
        this.made = new PrebuiltCache<>("sale-pages", DataSize.ofMegabytes(8), clock, this::make);
        this.list = new PrebuiltCache<>("sales", DataSize.ofMegabytes(2), clock, key -> makeList());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        String path = request.getRequestURI();
        Prebuilt answer = reads ? answer(path) : null;
        if (answer == null) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(
                HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, path.equals(LIST) ? LIST : PREFIX + "{id}");
        response.setHeader("Cache-Control", "private, no-cache");
        answer.write(request, response);
    }

    private @Nullable Prebuilt answer(String path) {
        if (path.equals(LIST)) {
            return list.get(LIST);
        }
        return RequestPaths.id(path, PREFIX).map(made::get).orElse(null);
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
        Instant until = shown.flatMap(sale -> Stream.of(sale.opensAt(), sale.closesAt()))
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .filter(at -> at.isBefore(now.plus(KEPT)))
                .orElse(now.plus(KEPT));
        return new PrebuiltCache.Entry(Prebuilt.of(templates.render(template, view), HTML), until);
    }
}

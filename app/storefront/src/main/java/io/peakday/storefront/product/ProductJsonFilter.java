package io.peakday.storefront.product;

import io.peakday.cache.Prebuilt;
import io.peakday.cache.PrebuiltCache;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.Product;
import io.peakday.catalog.ProductJson;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * {@code GET /api/v1/products/{id}} as ready bytes, before the dispatcher. A filter and not a servlet, because a servlet
 * at {@code /api/v1/products/*} would also be asked for a product's reviews; whatever is not exactly this goes on.
 */
public final class ProductJsonFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "/api/v1/products/";

    private final transient Catalog catalog;
    private final transient ProductJson json;
    private final transient ContentVersions contentVersions;
    private final transient InstantSource clock;
    private final transient Duration refresh;
    private final transient PrebuiltCache<UUID> answers;

    public ProductJsonFilter(
            Catalog catalog,
            ProductJson json,
            ContentVersions contentVersions,
            InstantSource clock,
            DataSize memory,
            Duration refresh) {
        this.catalog = catalog;
        this.json = json;
        this.contentVersions = contentVersions;
        this.clock = clock;
        this.refresh = refresh;
        this.answers = new PrebuiltCache<>("product-json", memory, PrebuiltCache.MOMENT, clock, this::make);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Prebuilt answer = request.getMethod().equals("GET") ? answer(request.getRequestURI()) : null;
        if (answer == null) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Cache-Control", "private, no-cache");
        answer.write(request, response);
    }

    private @Nullable Prebuilt answer(String path) {
        Optional<Product> product =
                RequestPaths.id(path, PREFIX).flatMap(catalog::product).filter(Product::published);
        return product.isEmpty()
                ? null
                : answers.get(product.get().id(), product.get().version() + contentVersions.of(product.get()));
    }

    private PrebuiltCache.@Nullable Entry make(UUID id) {
        Instant now = clock.instant();
        Instant latest = now.plus(refresh);
        return catalog.product(id)
                .filter(Product::published)
                .map(product -> new PrebuiltCache.Entry(
                        Prebuilt.json(json.bytes(product, now)),
                        json.validUntil(product, now)
                                .filter(until -> until.isBefore(latest))
                                .orElse(latest)))
                .orElse(null);
    }
}

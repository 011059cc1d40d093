package io.peakday.sale;

import io.peakday.cache.CoalescingCache;
import io.peakday.cache.Prebuilt;
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
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /api/v1/sales/{id}} as ready bytes, before the dispatcher: on a sale day every open page asks for it each
 * second or two. The bytes are made once for all who ask in {@link #KEPT}, and never outlive an opening or a closing;
 * whatever is not exactly this request goes on to the controller, which answers the same.
 */
final class PublicSaleFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** How old the number of units that are left may be. */
    static final Duration KEPT = Duration.ofMillis(250);

    private static final String PREFIX = "/api/v1/sales/";
    private static final int SALES_KEPT = 1_000;

    private final transient Sales sales;
    private final transient InstantSource clock;
    private final transient JsonMapper json;
    private final transient CoalescingCache<UUID, Prebuilt> answers;

    PublicSaleFilter(Sales sales, InstantSource clock, JsonMapper json) {
        this.sales = sales;
        this.clock = clock;
        this.json = json;
        this.answers = new CoalescingCache<>(SALES_KEPT, (id, answer) -> 1, clock, this::make);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Prebuilt answer = request.getMethod().equals("GET") ? answer(request.getRequestURI()) : null;
        if (answer == null) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, PREFIX + "{id}");
        response.setHeader("Cache-Control", "no-store");
        answer.write(request, response);
    }

    private @Nullable Prebuilt answer(String path) {
        return RequestPaths.id(path, PREFIX).map(answers::get).orElse(null);
    }

    private CoalescingCache.@Nullable Fresh<Prebuilt> make(UUID id) {
        Instant now = clock.instant();
        return sales.now(id)
                .map(found -> new CoalescingCache.Fresh<>(
                        Prebuilt.json(json.writeValueAsBytes(PublicSale.of(found, now))), until(found.sale(), now)))
                .orElse(null);
    }

    /** To the moment, so that nobody is told that a sale has not opened when it has. */
    private static Instant until(Sale sale, Instant now) {
        return Stream.of(sale.opensAt(), sale.closesAt(), now.plus(KEPT))
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElseThrow();
    }
}

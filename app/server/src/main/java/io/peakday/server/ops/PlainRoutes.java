package io.peakday.server.ops;

import io.peakday.web.HotServlet;
import io.peakday.web.Prebuilt;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;

/** What crawlers ask first. Also the smallest answer the server gives, which the benchmarks compare others with. */
final class PlainRoutes extends HotServlet {
    private static final long serialVersionUID = 1L;
    private static final String ROBOTS = """
            User-agent: *
            Disallow: /api/
            Disallow: /account
            Disallow: /cart
            Disallow: /checkout
            Disallow: /console
            Disallow: /orders
            """;

    private final transient Prebuilt robots =
            Prebuilt.of(ROBOTS.getBytes(StandardCharsets.UTF_8), "text/plain;charset=utf-8");

    @Override
    protected String cacheControl() {
        return "public, max-age=86400";
    }

    @Override
    protected Prebuilt answer(HttpServletRequest request) {
        return robots;
    }
}

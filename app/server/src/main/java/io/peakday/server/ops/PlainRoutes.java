package io.peakday.server.ops;

import io.peakday.cache.Prebuilt;
import io.peakday.web.DeclaredRoutes;
import io.peakday.web.HotServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What crawlers ask first. Also the smallest answer the server gives, which the benchmarks compare others with. */
final class PlainRoutes extends HotServlet {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<DeclaredRoutes> routes;
    private transient volatile @Nullable Prebuilt robots;

    /** @param routes asked at the first request, when all of them are known */
    PlainRoutes(Supplier<DeclaredRoutes> routes) {
        this.routes = routes;
    }

    @Override
    protected String cacheControl() {
        return "public, max-age=86400";
    }

    @Override
    protected Prebuilt answer(HttpServletRequest request) {
        Prebuilt made = robots;
        if (made == null) {
            String text = RobotsText.of(routes.get().rules());
            made = Prebuilt.of(text.getBytes(StandardCharsets.UTF_8), "text/plain;charset=utf-8");
            robots = made;
        }
        return made;
    }
}

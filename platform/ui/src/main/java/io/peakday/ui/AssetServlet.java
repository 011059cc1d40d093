package io.peakday.ui;

import io.peakday.cache.Prebuilt;
import io.peakday.web.HotServlet;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Answers {@code /assets/*}. Browsers keep a file for a year, because its name changes with its content. */
@Route(limit = "open-when-away")
final class AssetServlet extends HotServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable Prebuilt answer(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.isEmpty()
                ? null
                : Assets.file(path.substring(1)).map(Asset::content).orElse(null);
    }

    @Override
    protected String cacheControl() {
        return "public, max-age=31536000, immutable";
    }
}

package io.peakday.search;

import io.peakday.cache.Prebuilt;
import io.peakday.web.HotServlet;
import io.peakday.web.Parameters;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/v1/suggest?q=}: asked at every key pressed, so beside the dispatcher. */
@Route(limit = {"browse", "open-when-away"})
class SuggestServlet extends HotServlet {
    private static final long serialVersionUID = 1L;
    private static final int LIMIT = 10;

    private final transient Search search;
    private final transient JsonMapper json;

    SuggestServlet(Search search, JsonMapper json) {
        this.search = search;
        this.json = json;
    }

    @Override
    protected Prebuilt answer(HttpServletRequest request) {
        String typed = Parameters.one(request, "q");
        var suggestions = typed == null ? java.util.List.of() : search.suggest(typed, LIMIT);
        return Prebuilt.json(json.writeValueAsBytes(Map.of("suggestions", suggestions)));
    }

    @Override
    protected String cacheControl() {
        return "public, max-age=10";
    }
}

package io.peakday.storefront.browse;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.cache.Prebuilt;
import io.peakday.cache.PrebuiltCache;
import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.search.Search;
import io.peakday.search.SearchRequest;
import io.peakday.search.SearchUrl;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.ui.Link;
import io.peakday.ui.Templates;
import io.peakday.web.HotServlet;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * {@code /c/{slug}} and {@code /search}: a page is kept under what was asked, the generation of the index and the version
 * of the category tree, so it is as fresh as the index is, and made once however many ask.
 */
@Route(limit = {"browse", "open-when-away"})
public final class BrowseServlet extends HotServlet {
    private static final long serialVersionUID = 1L;

    private final transient Search search;
    private final transient BrowsePage page;
    private final transient PageLayouts layouts;
    private final transient Templates templates;
    private final transient InstantSource clock;
    private final transient Duration refresh;
    private final transient PrebuiltCache<Key> pages;

    /** @param links of the menu */
    private record Key(SearchRequest request, List<Link> links) {}

    public BrowseServlet(
            Search search,
            BrowsePage page,
            PageLayouts layouts,
            Templates templates,
            InstantSource clock,
            DataSize memory,
            Duration refresh) {
        this.search = search;
        this.page = page;
        this.layouts = layouts;
        this.templates = templates;
        this.clock = clock;
        this.refresh = refresh;
        this.pages = new PrebuiltCache<>("search-pages", memory, PrebuiltCache.MOMENT, clock, this::make);
    }

    public BrowseServlet measured(MeterRegistry meters) {
        pages.measured(meters);
        return this;
    }

    @Override
    protected @Nullable Prebuilt answer(HttpServletRequest request) {
        CategoryTree tree = layouts.tree();
        UUID category = null;
        if (request.getServletPath().equals("/c")) {
            String path = request.getPathInfo();
            Optional<Category> found =
                    path == null || path.length() < 2 ? Optional.empty() : tree.bySlug(path.substring(1));
            if (found.isEmpty()) {
                return null;
            }
            category = found.get().id();
        }
        SearchRequest asked = asked(request, category, tree);
        return pages.get(new Key(asked, layouts.links()), search.generation() + tree.version());
    }

    private static SearchRequest asked(HttpServletRequest request, @Nullable UUID category, CategoryTree tree) {
        if (request.getQueryString() == null && category != null) {
            return SearchRequest.category(category);
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, List.of(values)));
        SearchRequest parsed = SearchUrl.parse(parameters, text -> category(text, tree));
        return category == null ? parsed : parsed.withCategory(category);
    }

    private static Optional<UUID> category(String text, CategoryTree tree) {
        return tree.bySlug(text).map(Category::id);
    }

    private PrebuiltCache.Entry make(Key key) {
        return new PrebuiltCache.Entry(
                Prebuilt.html(templates.render("browse/page", page.make(key.request()))),
                clock.instant().plus(refresh));
    }
}

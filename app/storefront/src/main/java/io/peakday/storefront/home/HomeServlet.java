package io.peakday.storefront.home;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.cache.Prebuilt;
import io.peakday.cache.PrebuiltCache;
import io.peakday.search.Search;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefront.product.ContentVersions;
import io.peakday.storefrontkit.HomeShelves;
import io.peakday.ui.Link;
import io.peakday.ui.Templates;
import io.peakday.web.HotServlet;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** {@code /}: the same for everybody, made again when the index, the category tree or a slot has changed. */
@Route(limit = {"browse", "open-when-away"})
public final class HomeServlet extends HotServlet {
    private static final long serialVersionUID = 1L;
    /** How long a page is kept that lacks a part. */
    private static final Duration LACKING = Duration.ofSeconds(1);

    private final transient Changes changes;
    private final transient PageLayouts layouts;
    private final transient PrebuiltCache<Key> pages;

    /** By which a change of the page is noticed. */
    public record Changes(Search search, ContentVersions versions, HomeShelves shelves) {}

    /**
     * @param links of the menu
     * @param versions of the slots
     */
    private record Key(List<Link> links, List<Object> versions) {}

    public HomeServlet(
            HomePage page,
            Changes changes,
            PageLayouts layouts,
            Templates templates,
            InstantSource clock,
            Duration refresh) {
        this.changes = changes;
        this.layouts = layouts;
        this.pages = new PrebuiltCache<>("home", DataSize.ofMegabytes(2), PrebuiltCache.MOMENT, clock, key -> {
            Instant now = clock.instant();
            HomeShelves.Drawn drawn = changes.shelves().draw();
            // What changed while it was drawn may be on it or not.
            boolean outrun = !changes.shelves().versions().equals(key.versions());
            // A page that lacks a part is made again after a moment.
            Instant latest = now.plus(drawn.whole() && !outrun ? refresh : LACKING);
            return PrebuiltCache.Entry.until(
                    Prebuilt.html(templates.render("home/page", page.view(drawn))), drawn.until(), latest);
        });
    }

    public HomeServlet measured(MeterRegistry meters) {
        pages.measured(meters);
        return this;
    }

    @Override
    protected @Nullable Prebuilt answer(HttpServletRequest request) {
        return pages.get(
                new Key(layouts.links(), changes.shelves().versions()),
                changes.search().generation()
                        + layouts.tree().version()
                        + changes.versions().ofHome());
    }
}

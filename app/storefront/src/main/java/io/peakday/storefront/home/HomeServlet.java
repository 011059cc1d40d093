package io.peakday.storefront.home;

import io.peakday.search.Search;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefront.sale.CurrentSales;
import io.peakday.storefront.sale.SaleLink;
import io.peakday.ui.Templates;
import io.peakday.web.HotServlet;
import io.peakday.web.Prebuilt;
import io.peakday.web.PrebuiltCache;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** {@code /}: the same for everybody, made again when the index, the category tree or the sales have changed. */
@Route(limit = {"browse", "open-when-away"})
public final class HomeServlet extends HotServlet {
    private static final long serialVersionUID = 1L;
    private static final int FEW = 3;

    private final transient Search search;
    private final transient CurrentSales sales;
    private final transient PageLayouts layouts;
    private final transient PrebuiltCache<Key> pages;

    private record Key(List<SaleLink> sales) {}

    public HomeServlet(
            Search search,
            CurrentSales sales,
            HomePage page,
            PageLayouts layouts,
            Templates templates,
            InstantSource clock,
            Duration refresh) {
        this.search = search;
        this.sales = sales;
        this.layouts = layouts;
        this.pages = new PrebuiltCache<>(
                "home",
                DataSize.ofMegabytes(2),
                PrebuiltCache.MOMENT,
                clock,
                key -> new PrebuiltCache.Entry(
                        Prebuilt.of(templates.render("home/page", page.view(key.sales())), "text/html;charset=utf-8"),
                        clock.instant().plus(refresh)));
    }

    @Override
    protected @Nullable Prebuilt answer(HttpServletRequest request) {
        return pages.get(
                new Key(few(sales.links())),
                search.generation() + layouts.tree().version());
    }

    private static List<SaleLink> few(List<SaleLink> links) {
        return links.size() <= FEW ? links : links.subList(0, FEW);
    }
}

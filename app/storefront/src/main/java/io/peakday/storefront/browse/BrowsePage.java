package io.peakday.storefront.browse;

import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.search.Fallback;
import io.peakday.search.Search;
import io.peakday.search.SearchRequest;
import io.peakday.search.SearchResult;
import io.peakday.search.Sort;
import io.peakday.storefront.browse.BrowseView.SortOption;
import io.peakday.storefront.layout.Cards;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Link;
import io.peakday.ui.Pager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the page of a category or a search out of one question to the index. */
public final class BrowsePage {
    private static final Map<Sort, String> SORTS = Map.of(
            Sort.RELEVANCE, "Best match",
            Sort.BESTSELLING, "Best selling",
            Sort.RATING, "Best rated",
            Sort.NEWEST, "Newest",
            Sort.PRICE_ASC, "Lowest price",
            Sort.PRICE_DESC, "Highest price");
    private static final int MAX_DOORS = 14;

    private final Search search;
    private final PageLayouts layouts;

    public BrowsePage(Search search, PageLayouts layouts) {
        this.search = search;
        this.layouts = layouts;
    }

    public BrowseView make(SearchRequest request) {
        CategoryTree tree = layouts.tree();
        BrowseLinks links = new BrowseLinks(tree);
        SearchResult result = search.search(request);
        Facets facets = new Facets(tree, request, links);
        Category category = request.categoryId() == null
                ? null
                : tree.find(request.categoryId()).orElse(null);
        boolean ofCategory = category != null && request.query().isEmpty();
        Fallback fallback = result.fallback();
        int last = (int) Math.min(
                (result.total() + request.size() - 1) / request.size(), SearchRequest.MAX_WINDOW / request.size());
        return new BrowseView(
                shell(request, category, links),
                category == null ? List.of() : path(category.id()),
                heading(request, category),
                request.query(),
                result.total(),
                correction(request, result, links),
                fallback != null && fallback.kind() == Fallback.Kind.CORRECTED ? fallback.query() : null,
                fallback != null && fallback.kind() == Fallback.Kind.RELAXED,
                ofCategory && request.filters().isEmpty() ? narrower(tree, category) : List.of(),
                ways(tree, fallback),
                facets.views(result.facets()),
                facets.active(result.facets()),
                links.to(new SearchRequest(
                        request.query(),
                        ofCategory ? request.categoryId() : null,
                        Map.of(),
                        request.sort(),
                        1,
                        request.size(),
                        true)),
                sorts(request, links),
                Cards.of(result.hits(), layouts),
                new Pager(request.page(), last, page -> links.to(request.withPage(page, request.size()))));
    }

    private Shell shell(SearchRequest request, @Nullable Category category, BrowseLinks links) {
        boolean plain = request.filters().isEmpty() && request.sort() == Sort.RELEVANCE;
        if (category != null && request.query().isEmpty()) {
            Shell shell = layouts.of(category.name())
                    .describe(
                            "Everything in " + category.name() + ", with stock and delivery at a glance.",
                            links.to(request))
                    .department(layouts.department(category.id()));
            return plain ? shell : shell.unlisted();
        }
        String title = request.query().isEmpty() ? heading(request, category) : "“" + request.query() + "”";
        return layouts.of(title).query(request.query()).unlisted();
    }

    private static String heading(SearchRequest request, @Nullable Category category) {
        if (!request.query().isEmpty()) {
            return request.query();
        }
        if (category != null) {
            return category.name();
        }
        if (request.filters().size() == 1 && request.filters().containsKey("brand")) {
            return String.join(", ", request.filters().get("brand"));
        }
        return request.sort() == Sort.NEWEST
                ? "New in"
                : request.sort() == Sort.BESTSELLING ? "Best sellers" : "All products";
    }

    private List<Link> path(UUID categoryId) {
        List<Link> path = layouts.path(categoryId);
        return path.subList(0, path.size() - 1);
    }

    private static @Nullable Link correction(SearchRequest request, SearchResult result, BrowseLinks links) {
        return Optional.ofNullable(result.didYouMean())
                .map(text -> new Link(
                        text,
                        links.to(new SearchRequest(
                                text,
                                request.categoryId(),
                                request.filters(),
                                request.sort(),
                                1,
                                request.size(),
                                true))))
                .orElse(null);
    }

    private static List<Link> narrower(CategoryTree tree, @Nullable Category category) {
        return category == null
                ? List.of()
                : tree.children(category.id()).stream()
                        .limit(MAX_DOORS)
                        .map(PageLayouts::link)
                        .toList();
    }

    private static List<Link> ways(CategoryTree tree, @Nullable Fallback fallback) {
        List<Link> ways = new ArrayList<>();
        if (fallback != null) {
            fallback.categories().forEach(match -> ways.add(new Link(match.name(), "/c/" + match.slug())));
        }
        if (ways.isEmpty()) {
            tree.departments().forEach(department -> ways.add(PageLayouts.link(department)));
        }
        return ways;
    }

    private static List<SortOption> sorts(SearchRequest request, BrowseLinks links) {
        List<SortOption> options = new ArrayList<>();
        for (Sort sort :
                List.of(Sort.RELEVANCE, Sort.BESTSELLING, Sort.RATING, Sort.NEWEST, Sort.PRICE_ASC, Sort.PRICE_DESC)) {
            options.add(new SortOption(
                    SORTS.getOrDefault(sort, sort.key()),
                    links.to(request.withSort(sort).withPage(1, request.size())),
                    sort == request.sort()));
        }
        return options;
    }
}

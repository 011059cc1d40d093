package io.peakday.storefront.home;

import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.search.Hit;
import io.peakday.search.Search;
import io.peakday.search.SearchRequest;
import io.peakday.search.Sort;
import io.peakday.storefront.layout.Cards;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefrontkit.HomeShelves;
import io.peakday.storefrontkit.ProductCard;
import io.peakday.ui.Formats;
import io.peakday.ui.Link;
import io.peakday.ui.Picture;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers the front page from the search index: what sells, what is cheaper than it was, what is new. */
public final class HomePage {
    private static final int SHELF = 12;
    private static final int LOOKED_THROUGH_FOR_DEALS = 100;
    private static final int DOORS = 6;
    private static final int SCENE = 3;
    private static final int SCENE_FROM = 16;

    private final Search search;
    private final PageLayouts layouts;

    public HomePage(Search search, PageLayouts layouts) {
        this.search = search;
        this.layouts = layouts;
    }

    /** @param parts what other modules show */
    public HomeView view(HomeShelves.Drawn parts) {
        CategoryTree tree = layouts.tree();
        List<Hit> sold = hits(null, Sort.BESTSELLING, LOOKED_THROUGH_FOR_DEALS);
        List<ProductCard> best = Cards.of(spread(sold, SHELF), layouts);
        List<ProductCard> deals =
                Cards.of(sold.stream().filter(HomePage::isDeal).limit(SHELF).toList(), layouts);
        List<ProductCard> arrivals = Cards.of(spread(hits(null, Sort.NEWEST, 48), SHELF), layouts);
        return new HomeView(
                layouts.of("Good things for the days ahead")
                        .describe("Home, kitchen, travel and more from many sellers, delivered by one.", "/"),
                popular(tree, sold),
                Cards.of(scene(sold, tree), layouts),
                departments(tree),
                best,
                deals,
                arrivals,
                parts);
    }

    private List<HomeView.Department> departments(CategoryTree tree) {
        List<HomeView.Department> departments = new ArrayList<>();
        for (Category department : tree.departments().stream().limit(DOORS).toList()) {
            var result = search.search(new SearchRequest("", department.id(), Map.of(), Sort.BESTSELLING, 1, 1, false));
            Picture picture = result.hits().isEmpty()
                    ? Cards.picture(null, department.name(), tree, department.id())
                    : Cards.of(result.hits().getFirst(), layouts).picture();
            departments.add(new HomeView.Department(
                    department.name(),
                    "/c/" + department.slug(),
                    picture,
                    Formats.count(result.total(), "product", "products")));
        }
        return departments;
    }

    /** What people look for: the narrowest categories of what sells best. */
    private static List<Link> popular(CategoryTree tree, List<Hit> sold) {
        return sold.stream()
                .flatMap(hit -> tree.find(hit.categoryId()).stream())
                .map(Category::name)
                .distinct()
                .limit(5)
                .map(name -> new Link(name, "/search?q=" + URLEncoder.encode(name, StandardCharsets.UTF_8)))
                .toList();
    }

    /** The first so many, at most one a category as long as there are categories left. */
    private static List<Hit> spread(List<Hit> hits, int size) {
        List<Hit> chosen = new ArrayList<>();
        Set<UUID> taken = new HashSet<>();
        for (Hit hit : hits) {
            if (chosen.size() < size && taken.add(hit.categoryId())) {
                chosen.add(hit);
            }
        }
        for (Hit hit : hits) {
            if (chosen.size() < size && !chosen.contains(hit)) {
                chosen.add(hit);
            }
        }
        return chosen;
    }

    /** Three things of three kinds, from three departments if they sell, the most valuable first. */
    private static List<Hit> scene(List<Hit> sold, CategoryTree tree) {
        List<Hit> candidates = spread(
                sold.stream()
                        .filter(hit -> hit.picture() != null && hit.available() && hit.priceFrom() != null)
                        .toList(),
                SCENE_FROM);
        List<Hit> ranked = candidates.stream()
                .sorted(Comparator.comparingLong((Hit hit) ->
                                Objects.requireNonNull(hit.priceFrom()).minor())
                        .reversed())
                .toList();
        Set<UUID> departments = new HashSet<>();
        List<Hit> scene = new ArrayList<>(ranked.stream()
                .filter(hit -> departments.add(tree.path(hit.categoryId()).stream()
                        .findFirst()
                        .map(Category::id)
                        .orElse(hit.productId())))
                .limit(SCENE)
                .toList());
        ranked.stream()
                .filter(hit -> !scene.contains(hit))
                .limit(SCENE - scene.size())
                .forEach(scene::add);
        return scene;
    }

    private static boolean isDeal(Hit hit) {
        return hit.available() && hit.priceFrom() != null && Formats.saving(hit.priceFrom(), hit.listPrice()) >= 5;
    }

    private List<Hit> hits(@Nullable UUID category, Sort sort, int size) {
        return search.search(new SearchRequest("", category, Map.of(), sort, 1, size, false))
                .hits();
    }
}

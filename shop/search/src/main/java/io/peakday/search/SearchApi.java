package io.peakday.search;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.kernel.Ids;
import io.peakday.web.Route;
import java.util.Optional;
import java.util.UUID;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search for programs. */
@RestController
@RequestMapping("/api/v1/search")
@Route(limit = {"browse", "search", "open-when-away"})
class SearchApi {
    private final Search search;
    private final Catalog catalog;

    SearchApi(Search search, Catalog catalog) {
        this.search = search;
        this.catalog = catalog;
    }

    @GetMapping
    SearchResult search(@RequestParam MultiValueMap<String, String> parameters) {
        CategoryTree tree = catalog.categories();
        return search.search(SearchUrl.parse(parameters, key -> category(tree, key)));
    }

    private static Optional<UUID> category(CategoryTree tree, String key) {
        return tree.bySlug(key).or(() -> Ids.parse(key).flatMap(tree::find)).map(Category::id);
    }
}

package io.peakday.storefront.browse;

import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.search.SearchRequest;
import io.peakday.search.SearchUrl;
import java.util.Optional;
import java.util.UUID;

/**
 * The address of every list of products. A category without a query has an address of its own, {@code /c/lamps}; with
 * one it is a filter of the search. Equal requests have equal addresses.
 */
final class BrowseLinks {
    private final CategoryTree tree;

    BrowseLinks(CategoryTree tree) {
        this.tree = tree;
    }

    String to(SearchRequest request) {
        UUID category = request.categoryId();
        if (category != null && request.query().isEmpty()) {
            String slug = slug(category).orElse("");
            return address("/c/" + slug, SearchUrl.format(request.withCategory(null), this::slug));
        }
        return address("/search", SearchUrl.format(request, this::slug));
    }

    private Optional<String> slug(UUID categoryId) {
        return tree.find(categoryId).map(Category::slug);
    }

    private static String address(String path, String query) {
        return query.isEmpty() ? path : path + "?" + query;
    }
}

package io.peakday.search.follow;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CategoryTree;

/** The category tree as the catalogue has it. */
public interface CategoryTrees {
    /** As this node remembers it. */
    CategoryTree remembered();

    /** As it is at the time of the call or later, which this node then remembers. */
    default CategoryTree current() {
        return remembered();
    }

    static CategoryTrees of(Catalog catalog) {
        return new CategoryTrees() {
            @Override
            public CategoryTree remembered() {
                return catalog.categories();
            }

            @Override
            public CategoryTree current() {
                return catalog.currentCategories();
            }
        };
    }
}

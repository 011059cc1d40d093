package io.peakday.storefront.browse;

import io.peakday.storefrontkit.ProductCard;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Link;
import io.peakday.ui.Pager;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of products that can be narrowed: a category or what a search found.
 *
 * @param path from the department down, without the category itself
 * @param heading the category's name, or what was searched for
 * @param query empty in a category
 * @param total how many products there are in all; 0 where the cards are only suggestions
 * @param correction another spelling to offer
 * @param corrected what was searched for instead of what was typed; null where nothing was changed
 * @param relaxed whether not every word is in every product
 * @param narrower narrower categories, as tiles above the list
 * @param ways where to go when nothing was found
 * @param active the filters that are on, each with the address of the page without it
 * @param cleared the address without any filter
 */
public record BrowseView(
        Shell shell,
        List<Link> path,
        String heading,
        String query,
        long total,
        @Nullable Link correction,
        @Nullable String corrected,
        boolean relaxed,
        List<Link> narrower,
        List<Link> ways,
        List<FacetView> facets,
        List<Link> active,
        String cleared,
        List<SortOption> sorts,
        List<ProductCard> cards,
        Pager pager) {

    public boolean nothing() {
        return total == 0;
    }

    /** The order shown now. */
    public String sortLabel() {
        return sorts.stream()
                .filter(SortOption::selected)
                .map(SortOption::label)
                .findFirst()
                .orElse("");
    }

    /** An order of the list. */
    public record SortOption(String label, String href, boolean selected) {}

    /**
     * One way to narrow the list.
     *
     * @param kind decides how its values are drawn
     * @param open whether its values are unfolded at first
     * @param more values that are shown only on demand
     */
    public record FacetView(
            String key, String label, Kind kind, boolean open, List<Choice> choices, List<Choice> more) {
        /** How the values are drawn. */
        public enum Kind {
            LINKS,
            CHECKS,
            STARS
        }

        public int chosen() {
            return (int) Stream.concat(choices.stream(), more.stream())
                    .filter(Choice::selected)
                    .count();
        }
    }

    /**
     * One value of a facet.
     *
     * @param href the page with this value switched over
     * @param stars for a rating, how many; else 0
     */
    public record Choice(String label, String href, long count, boolean selected, int depth, int stars) {}
}

package io.peakday.search.find;

import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.search.Facet;
import io.peakday.search.SearchRequest;
import io.peakday.search.index.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.util.FixedBitSet;

/** All facets of a selection, in the order they are shown. */
final class Facets {
    private static final int MAX_BRANDS = 20;
    private static final int MAX_CATEGORIES = 40;

    private final CategoryTree tree;
    private final int priceDigits;

    Facets(CategoryTree tree, int priceDigits) {
        this.tree = tree;
        this.priceDigits = priceDigits;
    }

    List<Facet> of(Snapshot snapshot, SearchRequest request, Selection selection) {
        List<Facet> facets = new ArrayList<>();
        Map<String, Set<String>> filters = request.filters();
        addCategories(snapshot, request, selection.sideways(Filters.CATEGORY), facets);
        addBrands(snapshot, filters, selection.sideways(Filters.BRAND), facets);
        Facet price = PriceFacet.of(
                snapshot,
                selection.sideways(Filters.PRICE),
                filters.getOrDefault(Filters.PRICE, Set.of()),
                priceDigits);
        if (price != null) {
            facets.add(price);
        }
        addRatings(snapshot, filters, selection.sideways(Filters.RATING), facets);
        addAvailability(snapshot, filters, selection.sideways(Filters.AVAILABILITY), facets);
        facets.addAll(AttributeFacets.of(snapshot, selection, filters));
        return List.copyOf(facets);
    }

    /** How many products of the set are in each category or below it. */
    Map<UUID, Long> categoryCounts(Snapshot snapshot, FixedBitSet bits) {
        int[] counts = Counts.categories(snapshot, bits);
        List<UUID> ids = snapshot.names().categories();
        Map<UUID, Long> sums = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                for (Category above : tree.path(ids.get(i))) {
                    sums.merge(above.id(), (long) counts[i], Long::sum);
                }
            }
        }
        return sums;
    }

    private void addCategories(Snapshot snapshot, SearchRequest request, FixedBitSet bits, List<Facet> facets) {
        Map<UUID, Long> sums = categoryCounts(snapshot, bits);
        List<Category> path = request.categoryId() == null ? List.of() : tree.path(request.categoryId());
        List<Facet.Value> values = new ArrayList<>();
        for (int depth = 0; depth < path.size(); depth++) {
            Category at = path.get(depth);
            boolean chosen = at.id().equals(request.categoryId());
            values.add(new Facet.Value(at.slug(), at.name(), sums.getOrDefault(at.id(), 0L), chosen, depth));
        }
        List<Category> children = path.isEmpty()
                ? tree.departments()
                : tree.children(path.getLast().id());
        children.stream()
                .filter(child -> sums.getOrDefault(child.id(), 0L) > 0)
                .limit(MAX_CATEGORIES)
                .forEach(child -> values.add(new Facet.Value(
                        child.slug(), child.name(), sums.getOrDefault(child.id(), 0L), false, path.size())));
        if (!values.isEmpty()) {
            facets.add(new Facet(Filters.CATEGORY, "Category", Facet.Kind.CATEGORY, null, List.copyOf(values), false));
        }
    }

    private static void addBrands(
            Snapshot snapshot, Map<String, Set<String>> filters, FixedBitSet bits, List<Facet> facets) {
        int[] counts = Counts.brands(snapshot, bits);
        List<String> names = snapshot.names().brands();
        Set<String> chosen = new HashSet<>();
        filters.getOrDefault(Filters.BRAND, Set.of())
                .forEach(brand -> chosen.add(brand.strip().toLowerCase(Locale.ROOT)));
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 || chosen.contains(names.get(i).toLowerCase(Locale.ROOT))) {
                found.add(i);
            }
        }
        found.sort(Comparator.<Integer>comparingInt(i -> -counts[i]).thenComparing(names::get));
        List<Facet.Value> values = new ArrayList<>();
        for (int i : found) {
            boolean selected = chosen.contains(names.get(i).toLowerCase(Locale.ROOT));
            if (selected || values.size() < MAX_BRANDS) {
                values.add(new Facet.Value(names.get(i), names.get(i), counts[i], selected, 0));
            }
        }
        if (values.size() > 1 || !chosen.isEmpty()) {
            facets.add(new Facet(Filters.BRAND, "Brand", Facet.Kind.TERMS, null, List.copyOf(values), false));
        }
    }

    private static void addRatings(
            Snapshot snapshot, Map<String, Set<String>> filters, FixedBitSet bits, List<Facet> facets) {
        Set<String> chosen = filters.getOrDefault(Filters.RATING, Set.of());
        int[] stars = Counts.stars(snapshot, bits);
        if (stars[1] == 0 && chosen.isEmpty()) {
            return;
        }
        List<Facet.Value> values = new ArrayList<>();
        for (int least = 5; least >= 1; least--) {
            String value = Integer.toString(least);
            boolean selected = chosen.contains(value);
            if (selected || (least < 5 && stars[least] > 0)) {
                values.add(new Facet.Value(
                        value, least == 5 ? "5 stars" : value + " stars and up", stars[least], selected, 0));
            }
        }
        facets.add(new Facet(Filters.RATING, "Rating", Facet.Kind.RATING, null, List.copyOf(values), false));
    }

    private static void addAvailability(
            Snapshot snapshot, Map<String, Set<String>> filters, FixedBitSet bits, List<Facet> facets) {
        Set<String> chosen = filters.getOrDefault(Filters.AVAILABILITY, Set.of());
        int all = bits.cardinality();
        int in = Counts.inStock(snapshot, bits);
        if ((in == 0 || in == all) && chosen.isEmpty()) {
            return;
        }
        boolean wantsIn = chosen.stream().anyMatch(value -> value.equalsIgnoreCase(Filters.IN_STOCK));
        boolean wantsOut = chosen.stream().anyMatch(value -> !value.equalsIgnoreCase(Filters.IN_STOCK));
        facets.add(new Facet(
                Filters.AVAILABILITY,
                "Availability",
                Facet.Kind.TERMS,
                null,
                List.of(
                        new Facet.Value(Filters.IN_STOCK, "In stock", in, wantsIn, 0),
                        new Facet.Value("out-of-stock", "Out of stock", all - in, wantsOut, 0)),
                false));
    }
}

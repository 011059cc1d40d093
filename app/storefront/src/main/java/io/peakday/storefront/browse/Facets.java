package io.peakday.storefront.browse;

import io.peakday.catalog.CategoryTree;
import io.peakday.search.Facet;
import io.peakday.search.SearchRequest;
import io.peakday.storefront.browse.BrowseView.Choice;
import io.peakday.storefront.browse.BrowseView.FacetView;
import io.peakday.ui.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Draws the facets of a result: each value with the address that switches it over, and what is switched on. */
final class Facets {
    private static final int SHOWN = 7;
    private static final int UNFOLDED = 5;

    private final CategoryTree tree;
    private final SearchRequest request;
    private final BrowseLinks links;

    Facets(CategoryTree tree, SearchRequest request, BrowseLinks links) {
        this.tree = tree;
        this.request = request;
        this.links = links;
    }

    List<FacetView> views(List<Facet> facets) {
        List<FacetView> views = new ArrayList<>();
        for (Facet facet : facets) {
            List<Choice> choices =
                    facet.values().stream().map(value -> choice(facet, value)).toList();
            if (choices.isEmpty()) {
                continue;
            }
            boolean chosen = choices.stream().anyMatch(Choice::selected);
            // What is chosen is always in sight, whatever its rank.
            int shown = facet.kind() == Facet.Kind.CATEGORY ? choices.size() : Math.min(SHOWN, choices.size());
            List<Choice> first = new ArrayList<>(choices.subList(0, shown));
            List<Choice> more = new ArrayList<>();
            for (Choice choice : choices.subList(shown, choices.size())) {
                (choice.selected() ? first : more).add(choice);
            }
            views.add(new FacetView(
                    facet.key(),
                    facet.unit() == null ? facet.label() : facet.label() + " (" + facet.unit() + ")",
                    kind(facet),
                    chosen || views.size() < UNFOLDED,
                    first,
                    more));
        }
        return views;
    }

    /** Every filter that is on, with the address without it. */
    List<Link> active(List<Facet> facets) {
        List<Link> active = new ArrayList<>();
        request.filters().forEach((key, values) -> {
            for (String value : values) {
                active.add(new Link(label(facets, key, value), links.to(request.without(key, value))));
            }
        });
        if (request.categoryId() != null && !request.query().isEmpty()) {
            tree.find(request.categoryId())
                    .ifPresent(category -> active.add(new Link(
                            category.name(), links.to(request.withCategory(null).withPage(1, request.size())))));
        }
        return active;
    }

    private Choice choice(Facet facet, Facet.Value value) {
        SearchRequest target = switch (facet.kind()) {
            case CATEGORY ->
                tree.bySlug(value.value())
                        .map(category -> request.withCategory(category.id()).withPage(1, request.size()))
                        .orElse(request);
            case RATING -> {
                SearchRequest without = request;
                for (String chosen : request.filters().getOrDefault(facet.key(), Set.of())) {
                    without = without.without(facet.key(), chosen);
                }
                yield value.selected() ? without : without.with(facet.key(), value.value());
            }
            case TERMS, RANGES, FLAG ->
                value.selected()
                        ? request.without(facet.key(), value.value())
                        : request.with(facet.key(), value.value());
        };
        int stars = facet.kind() == Facet.Kind.RATING ? stars(value.value()) : 0;
        return new Choice(
                stars > 0
                        ? "& up"
                        : facet.key().equals("price") ? PriceLabel.of(value.value(), value.label()) : value.label(),
                links.to(target),
                value.count(),
                value.selected(),
                value.depth(),
                stars);
    }

    private static String label(List<Facet> facets, String key, String value) {
        for (Facet facet : facets) {
            if (!facet.key().equals(key)) {
                continue;
            }
            if (facet.kind() == Facet.Kind.RATING && stars(value) > 0) {
                return stars(value) + " stars & up";
            }
            if (key.equals("price")) {
                return PriceLabel.of(value, value);
            }
            for (Facet.Value known : facet.values()) {
                if (known.value().equals(value)) {
                    return facet.kind() == Facet.Kind.FLAG || key.startsWith("attr.")
                            ? facet.label() + ": " + known.label()
                            : known.label();
                }
            }
        }
        return value;
    }

    private static FacetView.Kind kind(Facet facet) {
        return switch (facet.kind()) {
            case CATEGORY -> FacetView.Kind.LINKS;
            case RATING -> FacetView.Kind.STARS;
            case TERMS, RANGES, FLAG -> FacetView.Kind.CHECKS;
        };
    }

    private static int stars(String value) {
        return value.matches("[1-5].*") ? value.charAt(0) - '0' : 0;
    }
}

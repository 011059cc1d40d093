package io.peakday.search;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.kernel.Ids;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.enums.ParameterStyle;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Search finds products that are on sale, by words, categories and properties, as the shop's own pages do: with facets to narrow by,
 * corrections of misspelt words, and something to show where nothing fits.
 */
@RestController
@Tag(name = "Search")
@RequestMapping("/api/v1/search")
@Route(limit = {"browse", "search", "open-when-away"})
class SearchApi {
    private final Search search;
    private final Catalog catalog;

    SearchApi(Search search, Catalog catalog) {
        this.search = search;
        this.catalog = catalog;
    }

    /**
     * Searches the products that are on sale.
     *
     * <p>Without parameters it finds all of them. Every word must be found in a product. Where no product has all of them, misspelt words are
     * corrected, then words are left out, and at last popular products are shown: {@code fallback} says so. A change of a product is found
     * within a second or so. Only the first 10,000 hits can be paged through; narrow the search by filters.
     *
     * <p>Filters narrow each other. A filter is repeated to allow several values, up to 50; each is one of them or another. Up to 20 filters
     * may be sent at once. Parameters that are empty or unknown are ignored.
     *
     * @param parameters {@code q}: what is looked for, as typed, up to 200 characters. {@code category}: the slug or id of a category, with
     *     everything below it. {@code sort}: {@code relevance} (if absent), {@code price-asc}, {@code price-desc}, {@code rating}, {@code newest}
     *     or {@code bestselling}. {@code page}: from 1, which it is if absent. {@code size}: hits on a page, 1 to 100; 24 if absent. Filters:
     *     {@code brand}: a name, in any case. {@code price}: {@code 10-50}, {@code 50-} or {@code -10}, in the major unit of the store's currency,
     *     bounds included. {@code rating}: 1 to 5, so many stars and up. {@code availability}: {@code in-stock} or {@code out-of-stock}.
     *     {@code attr.<name>}, with the name of a product's attribute: a text, in any case; a number or a range of numbers such as
     *     {@code 1-2.5}; {@code true} or {@code false}
     * @return a page of hits, with the facets to narrow them by
     * @throws io.peakday.kernel.Failure {@code search.bad-request} (400) if a parameter has a value that is not allowed, or comes twice and is no
     *     filter, if there is no such category, or if the page lies beyond the first 10,000 hits; {@code fields} names them all
     * @throws io.peakday.kernel.Failure {@code search.unavailable} (503) while the index of the node is repaired; try again in a moment
     */
    @GetMapping
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "What is searched for, as typed, at most 200 characters; without it everything is found.",
            schema = @Schema(type = "string", maxLength = SearchRequest.MAX_QUERY),
            example = "kettle")
    @Parameter(
            name = "category",
            in = ParameterIn.QUERY,
            description = "Only in this category and below it, by slug or id.",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "brand",
            in = ParameterIn.QUERY,
            description = "Only of these brands.",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "price",
            in = ParameterIn.QUERY,
            description = "Only in these ranges, in whole units of the store's currency: `10-50`, `50-` or `-10`.",
            array = @ArraySchema(schema = @Schema(type = "string", example = "10-50")))
    @Parameter(
            name = "rating",
            in = ParameterIn.QUERY,
            description = "Only of at least so many stars.",
            array = @ArraySchema(schema = @Schema(type = "integer", minimum = "1", maximum = "5")))
    @Parameter(
            name = "availability",
            in = ParameterIn.QUERY,
            description = "Only what can be bought now, or only what cannot.",
            array =
                    @ArraySchema(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {FilterRules.IN_STOCK, FilterRules.OUT_OF_STOCK})))
    @Parameter(
            name = "attributes",
            in = ParameterIn.QUERY,
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            description =
                    "Only with these values of attributes: each is a parameter of its own, `attr.` and the attribute's name, and may"
                            + " come several times.",
            schema = @Schema(type = "object", additionalPropertiesSchema = String[].class))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description =
                    "`relevance` (best match first), `price-asc`, `price-desc`, `rating` (highest first), `newest` or `bestselling`;"
                            + " `relevance` if absent.",
            schema = @Schema(type = "string", defaultValue = "relevance"))
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "Which page; the first 10,000 hits can be paged through.",
            schema = @Schema(type = "integer", minimum = "1", defaultValue = "1"))
    @Parameter(
            name = "size",
            in = ParameterIn.QUERY,
            description = "Hits a page.",
            schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "24"))
    SearchResult searchProducts(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        CategoryTree tree = catalog.categories();
        return search.search(SearchUrl.parse(parameters, key -> category(tree, key)));
    }

    private static Optional<UUID> category(CategoryTree tree, String key) {
        return tree.bySlug(key).or(() -> Ids.parse(key).flatMap(tree::find)).map(Category::id);
    }
}

package io.peakday.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The order of the hits. Equal ones keep the order in which the index holds them, the same within a generation. */
public enum Sort {
    /** Best match first; without a query what sells and is rated best. */
    RELEVANCE,
    PRICE_ASC,
    PRICE_DESC,
    /** Highest average first, few ratings weighed down (Bayesian average). */
    RATING,
    NEWEST,
    /** Most units sold first, as far as sales are known. */
    BESTSELLING;

    /** As in an address: {@code price-asc}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Sort> ofKey(String key) {
        return Arrays.stream(values())
                .filter(sort -> sort.key().equalsIgnoreCase(key))
                .findFirst();
    }
}

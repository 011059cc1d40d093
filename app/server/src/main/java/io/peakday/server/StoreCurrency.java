package io.peakday.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A store sells in one currency: said to one system, it holds for the others that are not given another one. */
final class StoreCurrency {
    /** The first of these that is given counts. */
    private static final List<String> SETTINGS = List.of(
            "peakday.catalog.currency", "peakday.cart.currency", "peakday.search.currency", "peakday.console.currency");

    private StoreCurrency() {}

    static Map<String, String> implied(Map<String, String> given) {
        Optional<String> said =
                SETTINGS.stream().filter(given::containsKey).map(given::get).findFirst();
        return said.map(currency -> SETTINGS.stream().collect(Collectors.toMap(key -> key, key -> currency)))
                .orElse(Map.of());
    }
}

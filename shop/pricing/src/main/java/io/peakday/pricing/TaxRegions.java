package io.peakday.pricing;

import io.peakday.pricing.TaxRegion.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Regions by where they are. The most exact place decides; of equally exact ones the first. */
final class TaxRegions {
    static final TaxRegions NONE = new TaxRegions(List.of());

    private final Map<String, TaxRegion> byCode;
    /** By country, the longest prefix first. */
    private final Map<String, List<Located>> byCountry;

    private record Located(Place place, TaxRegion region) {}

    TaxRegions(Collection<TaxRegion> regions) {
        Map<String, TaxRegion> codes = new LinkedHashMap<>();
        Map<String, List<Located>> countries = new HashMap<>();
        for (TaxRegion region : regions) {
            codes.put(region.code(), region);
            for (Place place : region.places()) {
                countries
                        .computeIfAbsent(place.country(), none -> new ArrayList<>())
                        .add(new Located(place, region));
            }
        }
        countries
                .values()
                .forEach(places -> places.sort(Comparator.comparingInt(
                                (Located located) -> located.place().from().length())
                        .reversed()));
        this.byCode = Collections.unmodifiableMap(codes);
        this.byCountry = Map.copyOf(countries);
    }

    /** These, with those of the same code replaced and the others added; of equally exact places the own one decides. */
    TaxRegions with(TaxRegions own) {
        Map<String, TaxRegion> all = new LinkedHashMap<>(own.byCode);
        byCode.forEach(all::putIfAbsent);
        return new TaxRegions(all.values());
    }

    /** The region a destination is in that has something in force on the day, by postcode. */
    Optional<TaxRegion> byPostalCode(Destination to, LocalDate day) {
        return find(to, day, false);
    }

    /** The region that has the destination's country code for its own. */
    Optional<TaxRegion> byCountry(Destination to, LocalDate day) {
        return find(to, day, true);
    }

    private Optional<TaxRegion> find(Destination to, LocalDate day, boolean whole) {
        return byCountry.getOrDefault(to.country(), List.of()).stream()
                .filter(located ->
                        located.place().whole() == whole && located.place().holds(to))
                .map(Located::region)
                .filter(region -> region.on(day).isPresent())
                .findFirst();
    }

    /** The country whose postcodes a place with a code of its own has: France for Monaco. */
    Optional<String> countryOf(String code) {
        return byCountry.getOrDefault(code, List.of()).stream()
                .filter(located -> located.place().whole())
                .flatMap(located -> located.region().places().stream())
                .filter(place -> !place.whole())
                .map(Place::country)
                .findFirst();
    }

    Collection<TaxRegion> all() {
        return new TreeMap<>(byCode).values();
    }
}

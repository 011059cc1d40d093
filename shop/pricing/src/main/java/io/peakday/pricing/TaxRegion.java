package io.peakday.pricing;

import io.peakday.pricing.TaxTable.Rates;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A part of one country or several that has its own tax, or none.
 *
 * @param code what it is called in tables: {@code ES-CN}
 * @param name as it stands in a sentence: {@code the Canary Islands}
 * @param places where it is
 * @param rates from which day on; without rates where no tax is charged
 */
record TaxRegion(String code, String name, List<Place> places, NavigableMap<LocalDate, Optional<Rates>> rates) {
    TaxRegion {
        places = List.copyOf(places);
        rates = new TreeMap<>(rates);
    }

    /** What is in force on a day; empty before the first line. */
    Optional<Map.Entry<LocalDate, Optional<Rates>>> on(LocalDate day) {
        return Optional.ofNullable(rates.floorEntry(day));
    }

    /**
     * Postcodes of a country that begin with one of a range of prefixes of the same length; all of it where they are empty.
     */
    record Place(String country, String from, String to) {
        boolean holds(Destination to) {
            String code = to.postalCode();
            if (!to.country().equals(country) || code.length() < from.length()) {
                return false;
            }
            String begin = code.substring(0, from.length());
            return begin.compareTo(from) >= 0 && begin.compareTo(this.to) <= 0;
        }

        boolean whole() {
            return from.isEmpty();
        }

        /** Whether a postcode could be in both, and neither is more exact. */
        boolean overlaps(Place other) {
            return country.equals(other.country)
                    && from.length() == other.from.length()
                    && from.compareTo(other.to) <= 0
                    && other.from.compareTo(to) <= 0;
        }

        @Override
        public String toString() {
            return whole() ? country : country + ":" + from + (from.equals(to) ? "" : "-" + to);
        }
    }
}

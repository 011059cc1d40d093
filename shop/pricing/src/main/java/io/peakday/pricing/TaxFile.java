package io.peakday.pricing;

import io.peakday.pricing.TaxRegion.Place;
import io.peakday.pricing.TaxTable.Rates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads tax tables, line by line; every line that cannot be used is named with what is wrong in it. */
final class TaxFile {
    private static final String RATES = "country,standard,reduced,valid-from,source";
    private static final String REGIONS = "region,name,places,standard,reduced,valid-from,source";
    private static final String NO_TAX = "none";
    private static final int MAX_NAMED = 20;
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Map<String, String> OTHER_NAMES = Map.of("EL", "GR", "UK", "GB");
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,4})?");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{2}(-[A-Z0-9]{1,10})?");
    private static final Pattern PLACE = Pattern.compile("([A-Z]{2})(?::([A-Z0-9]{1,10})(?:-([A-Z0-9]{1,10}))?)?");

    private final List<String> wrong = new ArrayList<>();
    private int number;

    private TaxFile() {}

    /** What a line may be refused for. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason);
        }
    }

    /**
     * Rates by country and day.
     *
     * @throws IllegalArgumentException naming the lines
     */
    static Map<String, NavigableMap<LocalDate, Rates>> rates(List<String> lines) {
        Map<String, NavigableMap<LocalDate, Rates>> table = new TreeMap<>();
        new TaxFile().read(lines, RATES, 4, cells -> {
            String country = country(cells[0]);
            LocalDate from = day(cells[3]);
            Rates rates = new Rates(percent(cells[1]), percent(cells[2]));
            require(rates.reduced() <= rates.standard(), "the reduced rate is above the standard one");
            require(
                    table.computeIfAbsent(country, none -> new TreeMap<>()).putIfAbsent(from, rates) == null,
                    country + " has another line valid from " + from);
        });
        return table;
    }

    /**
     * Regions.
     *
     * @throws IllegalArgumentException naming the lines
     */
    static TaxRegions regions(List<String> lines) {
        Map<String, TaxRegion> regions = new LinkedHashMap<>();
        new TaxFile().read(lines, REGIONS, 7, cells -> {
            String code = cells[0];
            require(CODE.matcher(code).matches(), "the region '" + code + "' must be a code such as ES-CN");
            require(!cells[1].isEmpty() && cells[1].length() <= 60, "the region needs a name of up to 60 characters");
            require(!cells[6].isEmpty(), "say in the last column where this comes from");
            List<Place> places = places(cells[2]);
            Optional<Rates> rates = ratesOrNone(cells[3], cells[4]);
            LocalDate from = day(cells[5]);
            TaxRegion before = regions.get(code);
            if (before == null) {
                requireApart(places, regions);
                regions.put(code, new TaxRegion(code, cells[1], places, new TreeMap<>(Map.of(from, rates))));
                return;
            }
            require(before.places().equals(places), code + " has other places in an earlier line");
            require(before.rates().putIfAbsent(from, rates) == null, code + " has another line valid from " + from);
        });
        return new TaxRegions(regions.values());
    }

    private interface Line {
        void read(String[] cells);
    }

    private void read(List<String> lines, String header, int needed, Line line) {
        int columns = header.split(",").length;
        boolean begun = false;
        for (String raw : lines) {
            number++;
            String text = raw.replace("\uFEFF", "").strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (!begun) {
                if (!text.equals(header)) {
                    throw new IllegalArgumentException("line " + number + ": the table must begin with " + header);
                }
                begun = true;
                continue;
            }
            String[] cells =
                    Arrays.stream(text.split(",", columns)).map(String::strip).toArray(String[]::new);
            try {
                require(cells.length >= needed, "there are " + cells.length + " columns, not " + columns);
                line.read(cells);
            } catch (Unusable e) {
                wrong.add("line " + number + ": " + e.getMessage());
            }
        }
        if (!begun) {
            wrong.add("it is empty; it must begin with " + header);
        }
        if (!wrong.isEmpty()) {
            String more = wrong.size() > MAX_NAMED ? "; and " + (wrong.size() - MAX_NAMED) + " more" : "";
            throw new IllegalArgumentException(String.join("; ", wrong.subList(0, Math.min(MAX_NAMED, wrong.size())))
                    + more);
        }
    }

    private static Optional<Rates> ratesOrNone(String standard, String reduced) {
        if (standard.equals(NO_TAX) || reduced.equals(NO_TAX)) {
            require(standard.equals(reduced), "either both rates are none or neither");
            return Optional.empty();
        }
        Rates rates = new Rates(percent(standard), percent(reduced));
        require(rates.reduced() <= rates.standard(), "the reduced rate is above the standard one");
        return Optional.of(rates);
    }

    private static List<Place> places(String cell) {
        require(!cell.isEmpty(), "name at least one place, such as ES:35");
        List<Place> places = new ArrayList<>();
        for (String token : cell.split("\\s+")) {
            Matcher place = PLACE.matcher(token);
            require(place.matches(), "'" + token + "' is no place; write ES, ES:35 or PT:90-94");
            String from = place.group(2) == null ? "" : place.group(2);
            String to = place.group(3) == null ? from : place.group(3);
            require(
                    from.length() == to.length() && from.compareTo(to) <= 0,
                    "'" + token + "' must go from a lower prefix to a higher one of the same length");
            places.add(new Place(country(place.group(1)), from, to));
        }
        return places;
    }

    private static void requireApart(List<Place> places, Map<String, TaxRegion> regions) {
        for (TaxRegion other : regions.values()) {
            for (Place place : places) {
                for (Place taken : other.places()) {
                    require(!place.overlaps(taken), place + " is already in " + other.code() + " as " + taken);
                }
            }
        }
    }

    private static String country(String cell) {
        String hint = OTHER_NAMES.containsKey(cell) ? "; write " + OTHER_NAMES.get(cell) : "";
        require(COUNTRIES.contains(cell), "there is no country '" + cell + "' (ISO 3166, two capital letters)" + hint);
        return cell;
    }

    private static LocalDate day(String cell) {
        try {
            return LocalDate.parse(cell);
        } catch (DateTimeParseException e) {
            throw new Unusable("'" + cell + "' is no day; write it as 2026-01-31");
        }
    }

    private static int percent(String cell) {
        require(PERCENT.matcher(cell).matches(), "'" + cell + "' is no rate in percent, such as 19 or 8.1");
        int partsPerMillion = new BigDecimal(cell).movePointRight(4).intValueExact();
        require(partsPerMillion <= 1_000_000, "a tax rate is from 0 to 100 percent, not " + cell);
        return partsPerMillion;
    }

    private static void require(boolean right, String reason) {
        if (!right) {
            throw new Unusable(reason);
        }
    }
}

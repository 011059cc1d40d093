package io.peakday.pricing;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Value-added tax by place and class, from tables with validity dates: a country, or a region of one, may have several
 * lines, of which the latest one in force on the day counts. A postcode's region goes before its country.
 */
public final class TaxTable {
    /** By country, then by the day from which the rates are in force. */
    private final Map<String, NavigableMap<LocalDate, Rates>> byCountry;

    private final TaxRegions regions;

    private TaxTable(Map<String, NavigableMap<LocalDate, Rates>> byCountry, TaxRegions regions) {
        this.byCountry = byCountry;
        this.regions = regions;
    }

    /** Rates in parts per million: 190 000 is 19 %. */
    public record Rates(int standard, int reduced) {
        static final Rates NOTHING = new Rates(0, 0);

        /** @param taxClass {@code standard}, {@code reduced} or {@code zero} */
        public int of(String taxClass) {
            return switch (taxClass) {
                case "standard" -> standard;
                case "reduced" -> reduced;
                case "zero" -> 0;
                default ->
                    throw Failure.internal("orders.tax-class", "There is no tax class of the name " + taxClass, null);
            };
        }
    }

    /**
     * How a place is taxed.
     *
     * @param region the code of the region whose rates these are; null for a country's
     * @param note a sentence where a buyer must be informed of something: that no tax is charged, or whose tax it is
     */
    public record Taxation(
            Rates rates, @Nullable String region, @Nullable String note) {}

    /** The tables that come with the program. */
    public static TaxTable builtIn() {
        return new TaxTable(TaxFile.rates(resource("tax-rates.csv")), TaxFile.regions(resource("tax-regions.csv")));
    }

    /**
     * The tables of a store.
     *
     * @param rates a file in the place of the built-in rates of countries; null for those
     * @param regions a file whose regions replace the built-in ones of the same code, or are added to them; null for none
     * @throws Failure {@code orders.tax-rates} or {@code orders.tax-regions}, naming the file and its lines
     */
    public static TaxTable of(@Nullable Path rates, @Nullable Path regions) {
        TaxTable builtIn = builtIn();
        return new TaxTable(
                rates == null ? builtIn.byCountry : read("orders.tax-rates", rates, TaxFile::rates),
                regions == null
                        ? builtIn.regions
                        : builtIn.regions.with(read("orders.tax-regions", regions, TaxFile::regions)));
    }

    /** Reads a store's own tables, as {@link #of} does, and says what is wrong with them. */
    public static void requireUsable(@Nullable Path rates, @Nullable Path regions) {
        if (rates != null) {
            read("orders.tax-rates", rates, TaxFile::rates);
        }
        if (regions != null) {
            read("orders.tax-regions", regions, TaxFile::regions);
        }
    }

    /**
     * Rates of countries alone.
     *
     * @throws IllegalArgumentException naming the lines that cannot be used
     */
    public static TaxTable read(List<String> lines) {
        return new TaxTable(TaxFile.rates(lines), TaxRegions.NONE);
    }

    /** The rates of a country on a day, whatever its regions have; empty where the table has none. */
    public Optional<Rates> rates(String country, LocalDate day) {
        NavigableMap<LocalDate, Rates> lines = byCountry.get(country);
        Map.Entry<LocalDate, Rates> inForce = lines == null ? null : lines.floorEntry(day);
        return inForce == null ? Optional.empty() : Optional.of(inForce.getValue());
    }

    /** How a place is taxed on a day; empty where the tables do not know it. */
    public Optional<Taxation> at(Destination to, LocalDate day) {
        return regions.byPostalCode(to, day)
                .map(region -> taxation(region, to, day))
                .or(() -> rates(to.country(), day).map(rates -> new Taxation(rates, null, ofCountry(to.country()))))
                .or(() -> regions.byCountry(to, day).map(region -> taxation(region, to, day)));
    }

    /** The country like which a place with a code of its own is shipped to: France for Monaco. */
    Optional<String> countryOf(String code) {
        return regions.countryOf(code);
    }

    /** Countries with rates, in alphabetical order. */
    public List<String> countries() {
        return List.copyOf(new TreeSet<>(byCountry.keySet()));
    }

    /** The codes of the regions, in alphabetical order. */
    public List<String> regions() {
        return regions.all().stream().map(TaxRegion::code).toList();
    }

    private Taxation taxation(TaxRegion region, Destination to, LocalDate day) {
        Optional<Rates> rates = region.on(day).flatMap(Map.Entry::getValue);
        if (rates.isEmpty()) {
            return new Taxation(
                    Rates.NOTHING,
                    region.code(),
                    "No VAT is charged on deliveries to " + region.name()
                            + "; taxes and duties of the place may be due on arrival.");
        }
        boolean asCountry = rates.equals(rates(to.country(), day));
        return new Taxation(
                rates.get(), region.code(), asCountry ? null : "VAT is charged as it is in " + region.name() + ".");
    }

    private static @Nullable String ofCountry(String country) {
        return country.equals("US") ? "Prices do not include US sales tax, which may be due where you live." : null;
    }

    private interface Reader<T> {
        T read(List<String> lines);
    }

    private static <T> T read(String code, Path file, Reader<T> reader) {
        try {
            return reader.read(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failure.invalid(code, "The tax table " + file + " cannot be read (" + e + ").");
        } catch (IllegalArgumentException e) {
            throw Failure.invalid(code, "The tax table " + file + " cannot be used: " + e.getMessage() + ".");
        }
    }

    private static List<String> resource(String name) {
        try (InputStream in = TaxTable.class.getResourceAsStream("/orders/" + name)) {
            if (in == null) {
                throw new IllegalStateException("orders/" + name + " is part of this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

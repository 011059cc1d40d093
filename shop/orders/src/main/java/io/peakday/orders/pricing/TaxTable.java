package io.peakday.orders.pricing;

import io.peakday.kernel.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Value-added tax by country and class, from a table with validity dates: a country may have several lines, of which the
 * latest one in force on the day counts.
 */
public final class TaxTable {
    private static final String HEADER = "country,standard,reduced,valid-from,source";

    /** By country, then by the day from which the rates are in force. */
    private final Map<String, NavigableMap<LocalDate, Rates>> byCountry;

    private TaxTable(Map<String, NavigableMap<LocalDate, Rates>> byCountry) {
        this.byCountry = byCountry;
    }

    /** Rates in parts per million: 190 000 is 19 %. */
    public record Rates(int standard, int reduced) {
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

    /** The table that comes with the program. */
    public static TaxTable builtIn() {
        try (InputStream in = TaxTable.class.getResourceAsStream("/orders/tax-rates.csv")) {
            if (in == null) {
                throw new IllegalStateException("orders/tax-rates.csv is part of this program");
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException naming the line that cannot be read */
    public static TaxTable read(List<String> lines) {
        Map<String, NavigableMap<LocalDate, Rates>> table = new TreeMap<>();
        boolean header = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!header) {
                if (!line.equals(HEADER)) {
                    throw new IllegalArgumentException("the tax table must begin with " + HEADER);
                }
                header = true;
                continue;
            }
            String[] cells = line.split(",", 5);
            try {
                table.computeIfAbsent(cells[0], country -> new TreeMap<>())
                        .put(
                                LocalDate.parse(cells[3]),
                                new Rates(partsPerMillion(cells[1]), partsPerMillion(cells[2])));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("line " + (i + 1) + " of the tax table cannot be read: " + line, e);
            }
        }
        return new TaxTable(table);
    }

    /** The rates of a country on a day; empty where the table has none. */
    public Optional<Rates> rates(String country, LocalDate day) {
        NavigableMap<LocalDate, Rates> lines = byCountry.get(country);
        Map.Entry<LocalDate, Rates> inForce = lines == null ? null : lines.floorEntry(day);
        return inForce == null ? Optional.empty() : Optional.of(inForce.getValue());
    }

    /** A sentence to be shown where the table cannot know the tax. */
    public Optional<String> note(String country) {
        return country.equals("US")
                ? Optional.of("Prices do not include US sales tax, which may be due where you live.")
                : Optional.empty();
    }

    /** Countries with rates, in alphabetical order. */
    public List<String> countries() {
        return List.copyOf(byCountry.keySet());
    }

    private static int partsPerMillion(String percent) {
        int ppm = new BigDecimal(percent).movePointRight(4).intValueExact();
        if (ppm < 0 || ppm > 1_000_000) {
            throw new IllegalArgumentException("a tax rate is from 0 to 100 percent");
        }
        return ppm;
    }
}

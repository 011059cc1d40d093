package io.peakday.search.index;

import java.util.List;
import java.util.UUID;

/** The names behind the numbers in the columns, as of one moment; immutable below {@link #values()}. */
public final class FacetNames {
    private final List<UUID> categories;
    private final List<String> brands;
    private final List<FacetDimension> dimensions;
    private final int[] valueDimensions;
    private final String[] valueTexts;
    private final double[] valueNumbers;
    private final int values;

    FacetNames(
            List<UUID> categories,
            List<String> brands,
            List<FacetDimension> dimensions,
            int[] valueDimensions,
            String[] valueTexts,
            double[] valueNumbers,
            int values) {
        this.categories = categories;
        this.brands = brands;
        this.dimensions = dimensions;
        this.valueDimensions = valueDimensions;
        this.valueTexts = valueTexts;
        this.valueNumbers = valueNumbers;
        this.values = values;
    }

    public List<UUID> categories() {
        return categories;
    }

    public List<String> brands() {
        return brands;
    }

    public List<FacetDimension> dimensions() {
        return dimensions;
    }

    /** How many property values there are; they are numbered from 0. */
    public int values() {
        return values;
    }

    public int dimension(int value) {
        return valueDimensions[value];
    }

    public String text(int value) {
        return valueTexts[value];
    }

    /** NaN where the value is no number. */
    public double number(int value) {
        return valueNumbers[value];
    }
}

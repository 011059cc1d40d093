package io.peakday.sale.bench;

import io.peakday.sale.bench.planted.PlantedRows;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One violation.
 *
 * @param name what happened
 * @param breaks the rules that it breaks, no others; the first is the one for which it is here
 * @param rows what it changes in the database
 * @param replies what it changes in what was recorded
 */
record Plant<T>(String name, List<String> breaks, PlantedRows rows, UnaryOperator<T> replies) {
    static <T> Plant<T> inDatabase(String name, PlantedRows rows, String... breaks) {
        return new Plant<>(name, List.of(breaks), rows, UnaryOperator.identity());
    }

    static <T> Plant<T> inRecords(String name, UnaryOperator<T> replies, String... breaks) {
        return new Plant<>(name, List.of(breaks), PlantedRows.NOTHING, replies);
    }

    @Override
    public String toString() {
        return name;
    }
}

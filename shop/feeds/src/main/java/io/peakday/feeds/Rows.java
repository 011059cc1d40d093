package io.peakday.feeds;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of a file, one after the other. */
interface Rows extends AutoCloseable {
    /** Null at the end; a bad record is a {@link Read.Bad} and the reading goes on after it. */
    @Nullable
    Read next() throws IOException;

    @Override
    void close() throws IOException;

    /** What was read. */
    sealed interface Read {
        long line();

        record Good(SourceRow row) implements Read {
            @Override
            public long line() {
                return row.line();
            }
        }

        record Bad(long line, String field, String reason) implements Read {}
    }

    static Rows of(SourceFile file, Mapping mapping) throws IOException {
        return switch (mapping.format()) {
            case "csv" ->
                new CsvRows(
                        new Lines(file.open()),
                        mapping.word("csv.separator")
                                .map(text -> text.charAt(0))
                                .orElse(','),
                        mapping.isGuarded());
            case "json" -> new JsonArrayRows(file.open());
            default -> new JsonLineRows(new Lines(file.open()));
        };
    }
}

package io.peakday.commandkit;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How a command lists things, for people or as JSON: a mixin. */
public final class Listing {
    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    /**
     * Prints them, a line each.
     *
     * @param none what stands there where there are none, a sentence
     */
    public <T> void print(Terminal terminal, List<T> rows, String none, Function<T, String> line) {
        if (json) {
            terminal.print(Json.write(rows));
        } else if (rows.isEmpty()) {
            terminal.print(none);
        } else {
            rows.forEach(row -> terminal.print(line.apply(row)));
        }
    }
}

package io.peakday.cli.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files that this program is made of, and what the rules over them compare. */
final class Sources {
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final List<String> LAYERS = List.of("platform", "shop", "app");

    private Sources() {}

    /**
     * The files of all modules whose path has that part ({@code /src/main/}), but for what the build makes and for the module that a
     * test builds in.
     */
    static List<Path> in(Path root, String part) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String layer : LAYERS) {
            try (Stream<Path> all = Files.walk(root.resolve(layer))) {
                all.filter(Files::isRegularFile)
                        .filter(file -> file.toString().contains(part)
                                && !root.relativize(file).toString().contains("/target/")
                                && !file.toString().contains("/src/test/modules/"))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** What is in the one set and not in the other. */
    static SortedSet<String> without(SortedSet<String> all, SortedSet<String> some) {
        SortedSet<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}

package io.peakday.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Real public data that the project may test with but does not ship.
 *
 * <p>Looked for in the folder named by the system property or environment variable {@code PEAKDAY_DATA}, else in a
 * folder {@code shared/data} beside the project or one of its parents.
 */
public final class SharedData {
    private SharedData() {}

    /** The folder of one data set, if it is there. */
    public static Optional<Path> folder(String name) {
        return root().map(root -> root.resolve(name)).filter(Files::isDirectory);
    }

    /** The folder of one data set; where it is absent, the test that asks is skipped with a line that says so. */
    public static Path require(String name) {
        Optional<Path> folder = folder(name);
        if (folder.isEmpty()) {
            String line =
                    "Skipped: the data set \"" + name + "\" is not here; set PEAKDAY_DATA to the folder that holds it.";
            System.out.println(line);
            Assumptions.abort(line);
        }
        return folder.orElseThrow();
    }

    private static Optional<Path> root() {
        String configured = firstOf(System.getProperty("PEAKDAY_DATA"), System.getenv("PEAKDAY_DATA"));
        if (configured != null) {
            return Optional.of(Path.of(configured)).filter(Files::isDirectory);
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/data"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static @Nullable String firstOf(@Nullable String property, @Nullable String variable) {
        return property != null ? property : variable;
    }
}

package io.peakday.benchkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Real public data beside the project, where somebody has put it; never part of it. */
public final class RealData {
    private RealData() {}

    /** {@code $PEAKDAY_DATA/<name>}, else {@code ../shared/data/<name>} beside the project. */
    public static Optional<Path> folder(String name) {
        String given = System.getenv("PEAKDAY_DATA");
        String home = System.getProperty("peakday.home", ".");
        Path data = given != null
                ? Path.of(given)
                : Path.of(home)
                        .toAbsolutePath()
                        .normalize()
                        .resolveSibling("shared")
                        .resolve("data");
        return Optional.of(data.resolve(name)).filter(Files::isDirectory);
    }
}

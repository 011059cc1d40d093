package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The libraries that were packaged: benchmarks and drills are in jars of their own, and what only tests need is in none. */
class ShippedLibrariesIT {
    private static final Path LIBRARIES = Path.of("target/dist/lib");
    private static final Pattern BENCH =
            Pattern.compile("io/peakday/([a-z]+)/bench/.+|META-INF/services/io\\.peakday\\..*bench.*");
    private static final Pattern SOURCE = Pattern.compile(".*/src/main/java/io/peakday/([a-z]+)/bench/.+\\.java");

    @Test
    void aModulesBenchmarksAreInAJarOfTheirOwnAndInNoOther() throws IOException {
        SortedSet<String> measured = new TreeSet<>();
        for (Path jar : jars()) {
            boolean ofBenchmarks = jar.toString().endsWith("-bench.jar");
            for (String entry : entries(jar)) {
                Matcher bench = BENCH.matcher(entry);
                if (bench.matches()) {
                    assertThat(ofBenchmarks).as(entry + " in " + jar).isTrue();
                    if (bench.group(1) != null) {
                        measured.add(bench.group(1));
                    }
                } else {
                    assertThat(ofBenchmarks && entry.endsWith(".class"))
                            .as(entry + " in " + jar)
                            .isFalse();
                }
            }
        }
        assertThat(measured).isNotEmpty().isEqualTo(packagesInSources());
    }

    @Test
    void nothingThatOnlyTestsNeedIsShipped() throws IOException {
        assertThat(jars())
                .isNotEmpty()
                .noneMatch(
                        jar -> jar.getFileName().toString().matches("(junit|assertj|jqwik|archunit|peakday-test).*"));
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> all = Files.list(LIBRARIES)) {
            return all.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static List<String> entries(Path jar) throws IOException {
        if (!jar.getFileName().toString().startsWith("peakday-")) {
            return List.of();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> !name.endsWith("/"))
                    .toList();
        }
    }

    private static SortedSet<String> packagesInSources() throws IOException {
        SortedSet<String> found = new TreeSet<>();
        for (String layer : List.of("platform", "shop", "app")) {
            try (Stream<Path> files = Files.walk(Path.of("../..", layer))) {
                files.map(file -> SOURCE.matcher(file.toString()))
                        .filter(Matcher::matches)
                        .filter(source -> !source.group().contains("/src/test/"))
                        .forEach(source -> found.add(source.group(1)));
            }
        }
        return found;
    }
}

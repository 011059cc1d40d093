package io.peakday.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A name that is stored, or that others have written down, does not change with the code: one that must is kept beside the new
 * one for a release. {@code -Dpeakday.names.record=true} records new ones in {@code names.txt}.
 */
class PublicNamesTest {
    private static final Path RECORDED = Path.of("src", "test", "resources", "names.txt");

    @Test
    void noNameThatOthersHaveWrittenDownIsGoneAndEveryNewOneIsRecorded() throws IOException {
        SortedSet<String> now = PublicNames.in(Sources.ROOT);
        assertThat(now)
                .as("kinds of names")
                .map(name -> name.substring(0, name.indexOf(' ')))
                .contains(
                        "api",
                        "audit",
                        "cookie",
                        "event",
                        "header",
                        "limit",
                        "migration",
                        "path",
                        "permission",
                        "problem",
                        "role",
                        "setting",
                        "state",
                        "subscription",
                        "topic");
        if (Boolean.getBoolean("peakday.names.record")) {
            Files.createDirectories(RECORDED.getParent());
            Files.write(RECORDED, now);
        }
        SortedSet<String> recorded = new TreeSet<>(Files.readAllLines(RECORDED));
        assertThat(Sources.without(recorded, now))
                .as("gone: keep them beside the new ones for a release")
                .isEmpty();
        assertThat(Sources.without(now, recorded))
                .as("new: record them with -Dpeakday.names.record=true, for as long as there is a Peakday")
                .isEmpty();
    }
}

package io.peakday.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.testkit.GoldenLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A name that is stored, or that others have written down, does not change with the code: one that must is kept beside the new
 * one for a release. Each module has its own in {@code golden/names.txt}; those of the API's published document, which is one for all of
 * them, are in {@code published-names.txt}. {@code -Dpeakday.names.record=true} records new ones.
 */
class PublicNamesTest {
    private static final Path PUBLISHED = Path.of("src", "test", "resources", "published-names.txt");

    @Test
    void noNameThatOthersHaveWrittenDownIsGoneAndEveryNewOneIsRecorded() throws IOException {
        SortedMap<String, SortedSet<String>> now = PublicNames.byModule();
        SortedSet<String> all = PublicNames.union(now);
        assertThat(all)
                .as("kinds of names")
                .map(name -> name.substring(0, name.indexOf(' ')))
                .contains(
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
        GoldenLists lists = PublicNames.lists();
        if (Boolean.getBoolean("peakday.names.record")) {
            lists.record(now);
        }
        assertThat(Sources.without(PublicNames.union(lists.recorded()), all))
                .as("gone: keep them beside the new ones for a release")
                .isEmpty();
        assertThat(lists.differences(now))
                .as(
                        "new or another module's: record them with -Dpeakday.names.record=true, for as long as there is a Peakday")
                .isEmpty();
    }

    @Test
    void noNameOfThePublishedApiIsGone() throws IOException {
        SortedSet<String> now = PublicNames.published();
        assertThat(now).hasSizeGreaterThan(500);
        if (Boolean.getBoolean("peakday.names.record")) {
            Files.write(PUBLISHED, now);
        }
        SortedSet<String> recorded = new TreeSet<>(Files.readAllLines(PUBLISHED));
        assertThat(Sources.without(recorded, now)).as("gone").isEmpty();
        assertThat(Sources.without(now, recorded))
                .as("new: record them with -Dpeakday.names.record=true")
                .isEmpty();
    }
}

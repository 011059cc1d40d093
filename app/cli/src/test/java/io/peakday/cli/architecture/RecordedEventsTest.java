package io.peakday.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventType;
import io.peakday.events.RecordedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every event type of the program is recorded beside the module that declares it, whether or not the module tests that itself. */
class RecordedEventsTest {
    private static final Pattern MODULE = Pattern.compile("<module>([a-z]+/[a-z-]+)</module>");

    @Test
    void everyEventTypeOfTheProgramIsRecordedAndReadToday() throws IOException {
        SortedSet<String> checked = new TreeSet<>();
        for (String module : MODULE.matcher(Files.readString(Sources.ROOT.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList()) {
            Path folder = Sources.ROOT.resolve(module);
            RecordedEvents.check(folder);
            for (EventType<?> type : RecordedEvents.declaredIn(folder)) {
                assertThat(checked.add("event " + type.name() + " " + type.version()))
                        .as("%s is declared once", type.name())
                        .isTrue();
            }
        }
        // What the classes declare is what the sources do: none was overlooked.
        assertThat(checked)
                .isEqualTo(new TreeSet<>(PublicNames.in(Sources.ROOT).stream()
                        .filter(name -> name.startsWith("event "))
                        .toList()));
    }
}

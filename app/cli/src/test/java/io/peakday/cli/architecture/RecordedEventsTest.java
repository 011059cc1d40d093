package io.peakday.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventType;
import io.peakday.events.RecordedEvents;
import io.peakday.testkit.ModuleFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every event type of the program is recorded beside the module that declares it, whether or not the module tests that itself. */
class RecordedEventsTest {
    @Test
    void everyEventTypeOfTheProgramIsRecordedAndReadToday() throws IOException {
        SortedSet<String> checked = new TreeSet<>();
        for (String module : ModuleFolders.in(Sources.ROOT).all()) {
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
                .isEqualTo(new TreeSet<>(PublicNames.union(PublicNames.byModule()).stream()
                        .filter(name -> name.startsWith("event "))
                        .toList()));
    }
}

package io.peakday.customers;

import io.peakday.events.RecordedEvents;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecordedEventsTest {
    @Test
    void whatWasRecordedOfThisModulesEventsIsReadToday() throws IOException {
        RecordedEvents.check(Path.of(""));
    }
}

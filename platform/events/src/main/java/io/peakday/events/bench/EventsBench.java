package io.peakday.events.bench;

import io.peakday.benchkit.BenchModule;
import io.peakday.benchkit.Suite;
import java.util.List;

/** What is measured of events. */
public final class EventsBench implements BenchModule {
    @Override
    public List<Suite> suites() {
        return List.of(Suite.atANode(
                "events",
                40,
                "Events from outbox to handler",
                (subject, conditions) -> new EventFlow(subject, conditions).measure()));
    }
}

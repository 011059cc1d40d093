package io.peakday.bench;

import io.peakday.benchkit.BenchModule;
import io.peakday.benchkit.Suite;
import java.util.List;

/** The suites and drills of the program. */
public final class Bench implements BenchModule {
    @Override
    public List<Suite> suites() {
        return List.of(Suite.atANode(
                "pages",
                10,
                "Pages: products and search, HTML and JSON",
                (subject, conditions) -> new Pages(subject, conditions).measure()));
    }
}

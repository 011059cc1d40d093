package io.peakday.feeds.bench;

import io.peakday.benchkit.BenchModule;
import io.peakday.benchkit.Suite;
import java.util.List;

/** What is measured of imports. */
public final class FeedsBench implements BenchModule {
    @Override
    public List<Suite> suites() {
        return List.of(Suite.atANode(
                "import",
                50,
                "Import until found by searching",
                (subject, conditions) -> new Importing(subject, conditions).measure(),
                "--empty"));
    }
}

package io.peakday.limits.bench;

import io.peakday.benchkit.BenchModule;
import io.peakday.benchkit.Suite;
import java.util.List;

/** What is measured of limits. */
public final class LimitsBench implements BenchModule {
    @Override
    public List<Suite> suites() {
        return List.of(Suite.inThisProcess(
                "limits", 70, "Limits: what a decision costs", conditions -> new Limiting(conditions).measure()));
    }
}

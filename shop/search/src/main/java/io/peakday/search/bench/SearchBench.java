package io.peakday.search.bench;

import io.peakday.benchkit.BenchModule;
import io.peakday.benchkit.Suite;
import java.util.List;

/** What is measured of searching. */
public final class SearchBench implements BenchModule {
    @Override
    public List<Suite> suites() {
        return List.of(
                Suite.inThisProcess("search", 60, "Search latency", conditions -> new Searching(conditions).latency()),
                new Suite(
                        "relevance",
                        80,
                        "Search relevance by people's ratings",
                        conditions -> new Searching(conditions).relevance()));
    }
}

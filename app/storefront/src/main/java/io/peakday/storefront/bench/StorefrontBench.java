package io.peakday.storefront.bench;

import io.peakday.benchkit.BenchModule;
import io.peakday.benchkit.Suite;
import java.util.List;

/** What is measured of pages. */
public final class StorefrontBench implements BenchModule {
    @Override
    public List<Suite> suites() {
        return List.of(Suite.atANode(
                "pages",
                10,
                "Pages: products and search, HTML and JSON",
                (subject, conditions) -> new Pages(subject, conditions).measure()));
    }
}

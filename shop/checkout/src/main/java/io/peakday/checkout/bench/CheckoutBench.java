package io.peakday.checkout.bench;

import io.peakday.benchkit.BenchModule;
import io.peakday.benchkit.Drill;
import io.peakday.benchkit.Suite;
import java.util.List;

/** What is measured and rehearsed of carts, checkouts and orders. */
public final class CheckoutBench implements BenchModule {
    @Override
    public List<Suite> suites() {
        return List.of(Suite.atANode(
                "shopping",
                20,
                "Carts and checkouts, durable",
                (subject, conditions) -> new Shopping(subject, conditions).measure()));
    }

    @Override
    public List<Class<? extends Drill>> drills() {
        return List.of(OversellCommand.class);
    }
}

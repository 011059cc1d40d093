package io.peakday.bench.drill;

import io.peakday.kernel.Checks;
import java.time.Duration;
import java.util.Set;

/**
 * A flash sale to rehearse.
 *
 * @param buyers customers with a session of their own who press the button when it opens, 1 to 1,000,000
 * @param units pieces set aside, 1 to 100,000
 * @param nodes server processes on the same engines, 1 to 8
 * @param hold how long a claim waits for its payment, 10 seconds to 10 minutes; some buyers do not pay, and their pieces go
 *     to others
 * @param faults what goes wrong meanwhile; killing a node or a skewed clock need two nodes
 */
public record FlashSalePlan(int buyers, int units, int nodes, Duration hold, Set<Fault> faults) {
    public FlashSalePlan {
        faults = Set.copyOf(faults);
        new Checks()
                .range("buyers", buyers, 1, 1_000_000)
                .range("units", units, 1, 100_000)
                .range("nodes", nodes, 1, 8)
                .range("hold", hold.toSeconds(), 10, 600)
                .require(
                        nodes > 1 || !faults.contains(Fault.KILL_NODE) && !faults.contains(Fault.CLOCK_SKEW),
                        "nodes",
                        "too-few",
                        "Killing a node, or setting its clock wrong, needs at least two nodes.")
                .orThrow("drill.bad-plan", "This drill cannot be run.");
    }

    /** One in so many claims is not paid. */
    static final int UNPAID_EVERY = 10;

    /** Whether the buyer of this number pays what they claim in the rush. */
    static boolean pays(int buyer) {
        return buyer % UNPAID_EVERY != 0;
    }
}

package io.peakday.sale.bench;

import io.peakday.kernel.Checks;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;

/**
 * A flash sale to rehearse.
 *
 * @param buyers customers with a session of their own who press the button when it opens, 1 to 1,000,000
 * @param units units allocated, 1 to 100,000
 * @param nodes server processes on the same engines, 1 to 8
 * @param hold how long a claim waits for its payment, 10 seconds to 10 minutes; some buyers do not pay, and their units go
 *     to others
 * @param faults what goes wrong meanwhile; what is done to a node needs two
 * @param stop how long what is stopped stands still, 1 second to 2 minutes
 */
public record FlashSalePlan(int buyers, int units, int nodes, Duration hold, Set<Fault> faults, Duration stop) {
    /** Longer than a relay's lease and than the deadline of a statement, so that both run out. */
    public static final Duration SHORT_STOP = Duration.ofSeconds(15);
    /** Longer than almost anything waits. */
    public static final Duration LONG_STOP = Duration.ofMinutes(1);

    public FlashSalePlan(int buyers, int units, int nodes, Duration hold, Set<Fault> faults) {
        this(buyers, units, nodes, hold, faults, SHORT_STOP);
    }

    public FlashSalePlan {
        faults = Set.copyOf(faults);
        new Checks()
                .range("buyers", buyers, 1, 1_000_000)
                .range("units", units, 1, 100_000)
                .range("nodes", nodes, 1, 8)
                .range("hold", hold.toSeconds(), 10, 600)
                .range("stop", stop.toSeconds(), 1, 120)
                .require(
                        nodes > 1 || Collections.disjoint(faults, Fault.OF_A_SECOND_NODE),
                        "nodes",
                        "too-few",
                        "Killing or stopping a node, or setting its clock wrong, needs at least two nodes.")
                .orThrow("drill.bad-plan", "This drill cannot be run.");
    }

    /** One in so many claims is not paid. */
    static final int UNPAID_EVERY = 10;

    /** Whether the buyer of this number pays what they claim in the rush. */
    static boolean pays(int buyer) {
        return buyer % UNPAID_EVERY != 0;
    }
}

package io.peakday.benchkit;

import java.time.Duration;
import java.util.Locale;

/**
 * Processor time spent so far, or between two moments: by the node, by the processes it started (its database), and by the
 * load generator. On a busy machine it says more than a rate: what one thing costs does not depend on who else is at work
 * nearly as much as how many fit into a second.
 */
public record CpuTimes(Duration node, Duration database, Duration generator) {
    /** Of a node, and of what it has started, until now. */
    public static CpuTimes of(ProcessHandle node) {
        return new CpuTimes(
                spent(node),
                node.descendants().map(CpuTimes::spent).reduce(Duration.ZERO, Duration::plus),
                spent(ProcessHandle.current()));
    }

    private static Duration spent(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** From an earlier moment to this one. */
    public CpuTimes since(CpuTimes before) {
        return new CpuTimes(
                node.minus(before.node), database.minus(before.database), generator.minus(before.generator));
    }

    /** What one of so many costs, in words. */
    public String each(double count) {
        return String.format(
                Locale.ROOT,
                "processor time each: node %,.0f + database %,.0f + load generator %,.0f µs",
                micros(node) / count,
                micros(database) / count,
                micros(generator) / count);
    }

    private static double micros(Duration time) {
        return time.toNanos() / 1e3;
    }
}

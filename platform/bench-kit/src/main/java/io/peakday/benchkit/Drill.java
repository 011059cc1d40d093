package io.peakday.benchkit;

import io.peakday.commandkit.ExitCodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * A rehearsal of a busy day, at server processes of its own, judged by what is stored afterwards: a subcommand of {@code peakday
 * drill}, named by a system's {@link BenchModule}. Its {@code @Command} has its name, its line in the help, and its options.
 */
public abstract class Drill implements Callable<Integer> {
    /** One rehearsal. */
    @FunctionalInterface
    protected interface Rehearsal<T> {
        /** @param scratch a folder that is removed afterwards, for its stores */
        T in(Path scratch) throws IOException, InterruptedException;
    }

    /** Rehearses, and prints what came of it. Returns whether every rule held. */
    protected abstract boolean rehearse() throws IOException, InterruptedException;

    /**
     * Rehearses once, on stores that are removed afterwards.
     *
     * @param longest longer than it takes
     * @throws io.peakday.kernel.Failure {@code bench.too-long} if it does not end
     */
    protected final <T> T once(Duration longest, Rehearsal<T> rehearsal) throws IOException, InterruptedException {
        try (ScratchFolder scratch = ScratchFolder.make("peakday-drill-")) {
            return TimeLimit.within(longest, "drill", () -> rehearsal.in(scratch.path()));
        }
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        return rehearse() ? 0 : ExitCodes.FAILED;
    }
}

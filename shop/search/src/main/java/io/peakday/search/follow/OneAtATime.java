package io.peakday.search.follow;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Work that one thread does at a time; whoever asks meanwhile has it done once more. */
final class OneAtATime {
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();

    boolean running() {
        return running.get();
    }

    /**
     * Has it done.
     *
     * @param allowed whether it may begin, asked each time
     * @param work returns whether it succeeded
     * @return whether this call did the work, and it succeeded each time
     */
    boolean run(BooleanSupplier allowed, BooleanSupplier work) {
        wanted.set(true);
        if (!allowed.getAsBoolean() || !running.compareAndSet(false, true)) {
            return false;
        }
        boolean done = true;
        try {
            while (wanted.getAndSet(false) && allowed.getAsBoolean()) {
                done &= work.getAsBoolean();
            }
        } finally {
            running.set(false);
        }
        return done;
    }
}

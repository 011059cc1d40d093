package io.peakday.server;

import io.peakday.kernel.Processes;

/** Lets a process that another one has started not outlive it, however that one ends. */
public final class EndsWith {
    private static final String PARENT = "peakday.ends-with";

    private EndsWith() {}

    /** The flag by which a process knows that it is to end with this one. */
    public static String thisProcess() {
        return "-D" + PARENT + "=" + ProcessHandle.current().pid();
    }

    /** Calls back when the process has ended that this one is to end with; never, if there is none. */
    public static void watch(Runnable stop) {
        Long parent = Long.getLong(PARENT);
        if (parent != null) {
            Thread.ofPlatform().daemon().name("ends-with-" + parent).start(() -> {
                ProcessHandle.of(parent).ifPresent(EndsWith::await);
                stop.run();
            });
        }
    }

    private static void await(ProcessHandle parent) {
        try {
            Processes.awaitEnd(parent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.peakday.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether processes that are not this one's children have ended. Linux keeps an ended process as a zombie until its
 * parent has waited for it, which the first process of many containers does late or never; {@link ProcessHandle#isAlive}
 * and {@link ProcessHandle#onExit} take a zombie for alive.
 */
public final class Processes {
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 3;
    private static final int THREADS = 20;

    private Processes() {}

    /** Whether the process does not run any more: it is gone, or a zombie. */
    public static boolean ended(ProcessHandle process) {
        return !process.isAlive() || isZombie(process.pid());
    }

    /** Waits until the process has ended; false, if it has not within the timeout. */
    public static boolean awaitEnd(ProcessHandle process, Duration timeout) throws InterruptedException {
        long start = System.nanoTime();
        for (long pause = 1; !ended(process); pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                return false;
            }
            Thread.sleep(pause);
        }
        return true;
    }

    /** Waits until the process has ended, however long it takes. */
    public static void awaitEnd(ProcessHandle process) throws InterruptedException {
        boolean ended = false;
        while (!ended) {
            ended = awaitEnd(process, Duration.ofDays(1));
        }
    }

    private static boolean isZombie(long pid) {
        try {
            ProcStat stat = ProcStat.of(PROC, pid);
            // A thread that ends before the others leaves its process a zombie that still holds files and ports.
            return stat.field(STATE).equals("Z") && stat.field(THREADS).matches("[01]");
        } catch (IOException e) {
            // Another system than Linux, or the process is gone by now.
            return false;
        }
    }
}

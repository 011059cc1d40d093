package io.peakday.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether processes that are not this one's children have ended. Linux keeps an ended process as a zombie until its
 * parent has waited for it, which the first process of many containers does late or never; {@link ProcessHandle#isAlive}
 * and {@link ProcessHandle#onExit} take a zombie for alive.
 */
public final class Processes {
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private Processes() {}

    /** Whether the process does not run any more: it is gone, or a zombie (proc(5), {@code /proc/[pid]/stat}). */
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

    private static boolean isZombie(long pid) {
        try {
            // "pid (name) state …", where the name may hold anything, parentheses too.
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            // Another system than Linux, or the process is gone by now, which isAlive reports.
            return false;
        }
    }
}

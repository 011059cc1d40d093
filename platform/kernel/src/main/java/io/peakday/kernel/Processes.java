package io.peakday.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    /** Of {@code /proc/[pid]/stat}, after the process's name. */
    private static final int THREADS = 20 - 3;

    private Processes() {}

    /**
     * Whether the process does not run any more: it is gone, or a zombie.
     *
     * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5), fields 3 and 20</a>
     */
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
            // The name is whatever the program calls itself, in any encoding, with blanks and parentheses.
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            // A thread that ends before the others leaves its process a zombie that still holds files and ports.
            return fields[0].equals("Z") && fields[THREADS].matches("[01]");
        } catch (IOException e) {
            // Another system than Linux, or the process is gone by now.
            return false;
        }
    }
}

package io.peakday.commandkit;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Where a command writes: results to standard output, progress and errors to standard error, a moving progress bar on
 * a terminal and plain lines in a pipe.
 */
public final class Terminal {
    /** The system property by which the launcher says that standard error is a terminal. */
    public static final String INTERACTIVE = "peakday.terminal";

    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long PLAIN_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int BAR_WIDTH = 28;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private long lastDrawn;
    private boolean barShown;

    /** @param interactive whether progress may move: {@code err} is a terminal that somebody watches */
    public Terminal(PrintStream out, PrintStream err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    /** Progress goes to standard error, and only the launcher knows whether that is a terminal. */
    public static Terminal standard() {
        return new Terminal(
                System.out, System.err, Boolean.getBoolean(INTERACTIVE) && System.getenv("NO_COLOR") == null);
    }

    /** A line of the result. */
    public synchronized void print(String line) {
        clearBar();
        out.println(line);
    }

    /** Whether a part of the result could not be written. */
    public boolean isCutOff() {
        return out.checkError();
    }

    /** A line about how it goes. */
    public synchronized void report(String line) {
        clearBar();
        err.println(line);
    }

    /**
     * Shows how far something is.
     *
     * @param done so far, in {@code unit}s
     * @param total all of it, or 0 where that is not known
     */
    public synchronized void progress(String what, long done, long total, String unit, Duration elapsed) {
        long now = System.nanoTime();
        boolean last = total > 0 && done >= total;
        if (!last && now - lastDrawn < (interactive ? REDRAW_NANOS : PLAIN_NANOS)) {
            return;
        }
        lastDrawn = now;
        double seconds = Math.max(0.001, elapsed.toNanos() / 1e9);
        String rate = String.format(Locale.ROOT, "%,d %s, %,d/s", done, unit, Math.round(done / seconds));
        if (!interactive) {
            err.println(what + ": " + (total > 0 ? 100 * done / total + " %, " : "") + rate);
            return;
        }
        String bar = "";
        if (total > 0) {
            int filled = (int) Math.min(BAR_WIDTH, BAR_WIDTH * done / total);
            bar = "━".repeat(filled) + "╌".repeat(BAR_WIDTH - filled) + String.format(" %3d %%  ", 100 * done / total);
        }
        err.print("\r\u001b[2K" + what + "  " + bar + rate);
        err.flush();
        barShown = true;
    }

    private void clearBar() {
        if (barShown) {
            err.print("\r\u001b[2K");
            barShown = false;
        }
    }

    /** So many seconds, with one decimal: {@code 1.5 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
    }
}

package io.peakday.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The one clock of this process: the machine's, unless tests and drills shift it. Whatever decides something by the time of day asks
 * this clock, mostly as the {@link InstantSource} that it is given.
 *
 * <p>The shift is a system property that is read each time, so that a clock can be made to jump while the program runs. What
 * measures how long something takes uses {@link System#nanoTime} and is not concerned.
 */
public final class ProgramClock implements InstantSource {
    /** The system property that says how far the clock is ahead of the machine's: {@code PT3M}, {@code -PT1H}, {@code P400D}. */
    public static final String SHIFT = "peakday.fault.clock-skew";

    private static final Shift NONE = new Shift("PT0S", Duration.ZERO);
    private static final InstantSource INSTANCE = new ProgramClock();

    private volatile Shift last = NONE;

    private ProgramClock() {}

    private record Shift(String written, Duration ahead) {}

    public static InstantSource instance() {
        return INSTANCE;
    }

    @Override
    public Instant instant() {
        Instant machine = InstantSource.system().instant();
        @Nullable String written = System.getProperty(SHIFT);
        return written == null ? machine : machine.plus(shift(written));
    }

    private Duration shift(String written) {
        Shift known = last;
        if (!known.written().equals(written)) {
            known = new Shift(written, Duration.parse(written));
            last = known;
        }
        return known.ahead();
    }
}

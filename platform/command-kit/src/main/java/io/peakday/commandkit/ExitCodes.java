package io.peakday.commandkit;

/** What a command returns; 0 where it worked, and 130 where it was interrupted. */
public final class ExitCodes {
    /** It did not work, or what was looked at is not as it should be. */
    public static final int FAILED = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** The store is not running; of {@code status} and {@code down}. */
    public static final int NOT_RUNNING = 3;

    private ExitCodes() {}
}

package io.peakday.server;

import java.time.Duration;
import java.time.InstantSource;

/** The clock of this process: the machine's, unless a drill lets it go wrong. */
public final class NodeClock {
    /** The system property by which drills set a node's clock wrong: how far it is ahead, as {@code PT3M} or {@code -PT3M}. */
    public static final String SKEW = "peakday.fault.clock-skew";

    private NodeClock() {}

    static InstantSource ofThisProcess() {
        String skew = System.getProperty(SKEW);
        if (skew == null) {
            return InstantSource.system();
        }
        InstantSource system = InstantSource.system();
        Duration ahead = Duration.parse(skew);
        return () -> system.instant().plus(ahead);
    }
}

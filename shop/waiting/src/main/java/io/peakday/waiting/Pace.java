package io.peakday.waiting;

import java.time.Duration;

/** How many a room lets in a second of late: a moving average that forgets over ten seconds. */
final class Pace {
    private static final double MEMORY_SECONDS = 10;

    private Pace() {}

    /** After another look; where nobody waits, or the terms changed, it is what the room allows. */
    static double after(Line before, RoomRow now) {
        Pointer was = before.row().pointer();
        Pointer is = now.pointer();
        double seconds = Duration.between(before.row().now(), now.now()).toNanos() / 1e9;
        if (is.served() >= is.issued()
                || is.rate() != was.rate()
                || !now.frozen()
                || !before.row().frozen()) {
            return is.rate();
        }
        if (now.paused() || seconds <= 0) {
            return before.pace();
        }
        double forgotten = 1 - Math.exp(-seconds / MEMORY_SECONDS);
        double lately = (is.served() - was.served()) / seconds;
        return before.pace() + forgotten * (lately - before.pace());
    }
}

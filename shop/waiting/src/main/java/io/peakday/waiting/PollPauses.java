package io.peakday.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to look again: soon for those near the front, seldom for those far behind, and never all at once. A million people who
 * poll every second would be a million requests a second; most of them learn nothing.
 */
final class PollPauses {
    private static final Duration NO_NEWS = Duration.ofSeconds(15);
    /** A tenth of the time that is left, so that the time shown is never off by more. */
    private static final int SHARE = 10;

    private final WaitingSettings.Polls settings;

    PollPauses(WaitingSettings.Polls settings) {
        this.settings = settings;
    }

    Duration after(Standing standing, Line line, Instant now) {
        long waiting = line.row().pointer().issued() - line.row().pointer().served();
        double crowd = waiting / (double) settings.perSecond();
        double random = ThreadLocalRandom.current().nextDouble();
        return switch (standing) {
            case Standing.Early early -> {
                double left = Math.max(0, Duration.between(now, early.opensAt()).toMillis() / 1e3);
                // Not all in the second of the opening, if they are more than can be answered in it.
                yield seconds(left + random * Math.max(1, crowd));
            }
            case Standing.Waiting place -> {
                Duration estimate = place.estimate();
                double left = estimate == null ? seconds(settings.atMost()) : (double) estimate.toSeconds();
                yield seconds(Math.max(left / SHARE, Math.min(crowd, left)) * (0.8 + 0.4 * random));
            }
            case Standing.Admitted in -> NO_NEWS;
            case Standing.NoPlace none -> NO_NEWS;
            case Standing.Closed over -> settings.atMost();
        };
    }

    private Duration seconds(double wished) {
        double most = seconds(settings.atMost());
        double bounded = Math.min(most, Math.max(seconds(settings.atLeast()), wished));
        return Duration.ofMillis((long) (bounded * 1e3));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}

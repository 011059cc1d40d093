package io.peakday.console.health;

import io.peakday.engines.EngineStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engines' status, asked for at most once in two seconds however many pages show it. */
final class EngineWatch {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private record Seen(List<EngineStatus> status, Instant at) {}

    private final Supplier<List<EngineStatus>> engines;
    private final InstantSource clock;
    private volatile @Nullable Seen seen;

    public EngineWatch(Supplier<List<EngineStatus>> engines, InstantSource clock) {
        this.engines = engines;
        this.clock = clock;
    }

    /** Empty where the engines are run by somebody else. */
    public List<EngineStatus> status() {
        Seen last = seen;
        Instant now = clock.instant();
        if (last == null || last.at().plus(FRESH).isBefore(now) || last.at().isAfter(now)) {
            last = new Seen(engines.get(), now);
            seen = last;
        }
        return last.status();
    }
}

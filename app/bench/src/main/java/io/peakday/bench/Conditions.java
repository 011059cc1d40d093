package io.peakday.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a benchmark is run.
 *
 * @param quick a few seconds a figure instead of ten, to see that it runs; the figures are not for keeps
 * @param shoppers connections at once
 * @param data where stores are made and thrown away
 * @param tell hears how it goes
 */
public record Conditions(boolean quick, int shoppers, Path data, Consumer<String> tell) {
    public Duration warmUp() {
        return Duration.ofSeconds(quick ? 2 : 8);
    }

    public Duration time() {
        return Duration.ofSeconds(quick ? 3 : 10);
    }
}

package io.peakday.benchkit;

import java.util.List;

/**
 * What a system brings to {@code peakday bench} and {@code peakday drill}: the descriptor of its package {@code bench}, which the build
 * puts into a jar of its own. Found by {@link java.util.ServiceLoader}: the module names its implementation in
 * {@code META-INF/services/io.peakday.benchkit.BenchModule}, and nobody else does.
 */
public interface BenchModule {
    /** What it measures; nothing by default. */
    default List<Suite> suites() {
        return List.of();
    }

    /**
     * What it rehearses; nothing by default. Classes with picocli's {@code @Command}; their constructors may ask for a {@link Program}
     * and a {@link io.peakday.commandkit.Terminal}.
     */
    default List<Class<? extends Drill>> drills() {
        return List.of();
    }
}

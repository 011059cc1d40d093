package io.peakday.consolekit;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A slot of the overview, in its wide column: a bean of the module that fills it. Where it throws or is too slow, a sentence stands in
 * its place ({@link ConsoleSlots}).
 */
public interface OverviewSection {
    /** In logs and metrics; lower case with hyphens. */
    String name();

    /** What stands over it where it cannot be drawn. */
    String title();

    /** Null where there is nothing to show, or nothing that the reader may see. */
    @Nullable
    Section draw(Frame frame);

    static OverviewSection of(String name, String title, Function<Frame, @Nullable Section> draw) {
        return new OverviewSection() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String title() {
                return title;
            }

            @Override
            public @Nullable Section draw(Frame frame) {
                return draw.apply(frame);
            }
        };
    }
}

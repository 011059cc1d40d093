package io.peakday.consolekit;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A slot of the overview: a bean of the module that fills it, in the order of the beans. Where it throws or is too slow, a sentence stands
 * in its place ({@link ConsoleSlots}).
 */
public interface OverviewSection {
    /** In logs and metrics; lower case with hyphens. */
    String name();

    /** What stands over it where it cannot be drawn. */
    String title();

    default Column column() {
        return Column.WIDE;
    }

    /** Null where there is nothing to show, or nothing that the reader may see. */
    @Nullable
    Section draw(Frame frame);

    /** Where on the page. */
    enum Column {
        /** For lists. */
        WIDE,
        /** For figures. */
        NARROW
    }

    static OverviewSection of(String name, String title, Function<Frame, @Nullable Section> draw) {
        return of(name, title, Column.WIDE, draw);
    }

    static OverviewSection of(String name, String title, Column column, Function<Frame, @Nullable Section> draw) {
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
            public Column column() {
                return column;
            }

            @Override
            public @Nullable Section draw(Frame frame) {
                return draw.apply(frame);
            }
        };
    }
}

package io.peakday.consolekit;

import io.peakday.ui.Link;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A slot at the head of the overview: notices, numbers and charts of a module; a bean of it, in the order of the beans. Where it throws or
 * is too slow, a tile with its title says so ({@link ConsoleSlots}).
 */
public interface OverviewSummary {
    /** In logs and metrics; lower case with hyphens. */
    String name();

    /** What stands over it where it cannot be read. */
    String title();

    /** Null where there is nothing that the reader may see. */
    @Nullable
    Summary read(Frame frame);

    static OverviewSummary of(String name, String title, Function<Frame, @Nullable Summary> read) {
        return new OverviewSummary() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String title() {
                return title;
            }

            @Override
            public @Nullable Summary read(Frame frame) {
                return read.apply(frame);
            }
        };
    }

    /** What a module says; each part may be empty. */
    record Summary(List<Notice> notices, List<Tile> tiles, List<Chart> charts) {
        public static Summary of(Notice notice) {
            return new Summary(List.of(notice), List.of(), List.of());
        }

        public static Summary of(Tile tile) {
            return new Summary(List.of(), List.of(tile), List.of());
        }

        static Summary missing(String title) {
            return of(new Tile(title, "–", "could not be read just now", "/console", Level.WARN));
        }
    }

    /**
     * Something that whoever runs the store has to know, a sentence.
     *
     * @param more where it is put right; null where that is no page
     */
    record Notice(Level level, String sentence, @Nullable Link more) {}

    /** A number that leads to what it counts. */
    record Tile(String label, String value, String note, String href, Level level) {}
}

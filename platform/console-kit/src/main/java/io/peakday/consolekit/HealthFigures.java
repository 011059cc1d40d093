package io.peakday.consolekit;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A slot of the page about a node's health: figures of a module, as this node sees it; a bean of it, in the order of the beans. Where it
 * throws or is too slow, a sentence says so ({@link ConsoleSlots}).
 */
public interface HealthFigures {
    /** In logs and metrics; lower case with hyphens. */
    String name();

    String title();

    Group read();

    static HealthFigures of(String name, String title, Supplier<Group> read) {
        return new HealthFigures() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String title() {
                return title;
            }

            @Override
            public Group read() {
                return read.get();
            }
        };
    }

    /** Figures under one heading; {@code trouble} is a sentence, null when all is well. */
    record Group(
            String title, List<Figure> figures, @Nullable String trouble) {
        static Group missing(String title) {
            return new Group(title, List.of(), "This could not be read just now. Load the page again in a moment.");
        }
    }

    /** A figure. */
    record Figure(String label, String value, String note, Level level) {
        public Figure(String label, String value, String note) {
            this(label, value, note, Level.NONE);
        }
    }
}

package io.peakday.search.console;

import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.HealthFigures;
import io.peakday.consolekit.HealthFigures.Figure;
import io.peakday.consolekit.HealthFigures.Group;
import io.peakday.consolekit.Labels;
import io.peakday.consolekit.Level;
import io.peakday.search.Search;
import io.peakday.search.SearchStatus;
import io.peakday.ui.Formats;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** How the index of this node does. */
@ConsoleConfiguration
public class SearchConsole {
    private static final String TITLE = "Search index";

    @Bean
    HealthFigures searchFigures(Search search) {
        return HealthFigures.of("search", TITLE, () -> {
            SearchStatus status = search.status();
            return new Group(TITLE, figures(status), status.problem());
        });
    }

    private static List<Figure> figures(SearchStatus status) {
        Level level = status.complete() ? Level.NONE : Level.WARN;
        return List.of(
                new Figure("Findable", Formats.count(status.documents()), "products", level),
                new Figure("Size", Labels.bytes((double) status.bytes()), "on disk"),
                new Figure(
                        "State",
                        status.rebuilding() ? "Rebuilding" : status.complete() ? "Whole" : "Not whole",
                        status.rebuilding()
                                ? Formats.count(status.rebuilt()) + " written"
                                : "generation " + status.generation(),
                        status.complete() ? Level.GOOD : Level.WARN));
    }
}

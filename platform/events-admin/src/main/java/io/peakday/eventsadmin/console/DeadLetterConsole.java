package io.peakday.eventsadmin.console;

import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.FlashMessages;
import io.peakday.consolekit.Level;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.consolekit.OverviewSummary.Summary;
import io.peakday.consolekit.OverviewSummary.Tile;
import io.peakday.events.DeadLetters;
import io.peakday.events.EventRuntime;
import io.peakday.events.Replays;
import io.peakday.eventsadmin.EventsAdminPermissions;
import io.peakday.ui.Formats;
import io.peakday.ui.Html;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** The pages about events that nobody could handle. */
@ConsoleConfiguration
public class DeadLetterConsole {
    private final Html html = Html.of(DeadLetterConsole.class);

    @Bean
    MenuEntry deadLetterMenu() {
        return new MenuEntry(
                MenuGroup.RUN.at(20),
                "events",
                "Dead letters",
                "/console/dead-letters",
                "inbox",
                EventsAdminPermissions.EVENTS_READ);
    }

    @Bean
    FlashMessages deadLetterMessages() {
        return new FlashMessages(Map.ofEntries(
                Map.entry("replayed", "Handled. Events: "),
                Map.entry(
                        "replay-kept",
                        "They are sent again within seconds; what was handled is not handled twice. Events: "),
                Map.entry("discarded", "The event is given up, and its reason is kept.")));
    }

    @Bean
    @Order(50)
    OverviewSummary deadLetterSummary(DeadLetters letters) {
        return OverviewSummary.of(
                "dead-letters",
                "Dead letters",
                frame -> frame.may(EventsAdminPermissions.EVENTS_READ) ? Summary.of(tile(letters)) : null);
    }

    private static Tile tile(DeadLetters letters) {
        long dead =
                letters.counts().values().stream().mapToLong(Long::longValue).sum();
        return new Tile(
                "Dead letters",
                Formats.count(dead),
                dead == 0 ? "every event was handled" : "events to look at",
                "/console/dead-letters",
                dead > 0 ? Level.BAD : Level.GOOD);
    }

    @Bean
    DeadLettersController consoleDeadLetters(
            DeadLetters letters,
            Replays replays,
            EventRuntime events,
            InstantSource clock,
            JsonMapper json,
            ConsoleContext context) {
        return new DeadLettersController(letters, replays, events, clock, json, context, html);
    }
}

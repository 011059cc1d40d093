package io.peakday.greeting.console;

import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.greeting.GreetingModule;
import io.peakday.greeting.GreetingPermissions;
import io.peakday.greeting.Greetings;
import io.peakday.ui.Html;
import org.springframework.context.annotation.Bean;

/** The page of greetings. */
@ConsoleConfiguration
public class GreetingConsole {
    private final Html html = Html.of(GreetingModule.class);

    @Bean
    MenuEntry greetingMenu() {
        return new MenuEntry(
                MenuGroup.RUN.at(900),
                "greeting",
                "Greetings",
                "/console/greeting",
                "mail",
                GreetingPermissions.GREETING_READ);
    }

    @Bean
    GreetingController consoleGreetings(Greetings greetings, ConsoleContext context) {
        return new GreetingController(greetings, context, html);
    }
}

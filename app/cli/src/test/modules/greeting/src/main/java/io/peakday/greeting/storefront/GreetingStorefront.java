package io.peakday.greeting.storefront;

import io.peakday.greeting.GreetingModule;
import io.peakday.greeting.GreetingSettings;
import io.peakday.greeting.Greetings;
import io.peakday.storefrontkit.HomeShelf;
import io.peakday.storefrontkit.StorefrontConfiguration;
import io.peakday.ui.Html;
import org.springframework.context.annotation.Bean;

/** What the shop shows of greetings. */
@StorefrontConfiguration
public class GreetingStorefront {
    private final Html html = Html.of(GreetingModule.class);

    @Bean
    HomeShelf greetingLine(Greetings greetings, GreetingSettings settings) {
        return new GreetingLine(greetings, settings, html);
    }
}

package io.peakday.greeting.storefront;

import io.peakday.greeting.GreetingSettings;
import io.peakday.greeting.Greetings;
import io.peakday.storefrontkit.Fragment;
import io.peakday.storefrontkit.HomeShelf;
import io.peakday.ui.Html;

/** Greets above everything else on the front page. */
final class GreetingLine implements HomeShelf {
    private final Greetings greetings;
    private final GreetingSettings settings;
    private final Html html;

    GreetingLine(Greetings greetings, GreetingSettings settings, Html html) {
        this.greetings = greetings;
        this.settings = settings;
        this.html = html;
    }

    @Override
    public String name() {
        return "greeting";
    }

    @Override
    public Place place() {
        return Place.TOP;
    }

    @Override
    public Part draw() {
        return Part.of(Fragment.of(html, "greeting/line", greetings.in(settings.language())));
    }
}

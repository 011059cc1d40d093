package io.peakday.events;

import java.util.List;

/** Subscriptions that a module makes of what other modules bring; each is as if it were wired alone. */
public record Subscriptions(List<Subscription> all) {
    public Subscriptions {
        all = List.copyOf(all);
    }
}

package io.peakday.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is reported to an operator of events that do not get on; what people are shown and mailed waits for them. */
final class EventsTrouble {
    /** Events that are appended are relayed within milliseconds; who waits so long is not relayed. */
    private static final Duration TOO_OLD = Duration.ofSeconds(60);

    private static final long TOO_MANY = 10_000;

    private EventsTrouble() {}

    /** One sentence a trouble; null when all is well. */
    static @Nullable String of(List<SubscriptionStatus> subscriptions, Duration oldest, long refused) {
        List<String> troubles = new ArrayList<>();
        if (oldest.compareTo(TOO_OLD) > 0) {
            troubles.add("The oldest event that Kafka has not been given has been waiting for " + oldest.toSeconds()
                    + " s.");
        }
        if (refused > 0) {
            troubles.add(
                    refused + " records were refused because no key of this store signed them: somebody may be forging"
                            + " events. Look at the dead letters; discarding them ends this message.");
        }
        for (SubscriptionStatus one : subscriptions) {
            if (one.degraded()) {
                troubles.add(one.name() + (one.problem() == null ? " does not get on." : ": " + one.problem()));
            } else if (one.lag() > TOO_MANY) {
                troubles.add(one.name() + " is " + one.lag() + " events behind.");
            }
        }
        return troubles.isEmpty() ? null : String.join(" ", troubles);
    }
}

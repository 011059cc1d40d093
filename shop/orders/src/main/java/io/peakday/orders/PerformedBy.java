package io.peakday.orders;

import io.peakday.identity.Actor;

/**
 * Who makes a move, as the timeline shows it.
 *
 * @param label {@code system}, {@code customer}, {@code guest}, {@code staff Anna Berg}, {@code api-key warehouse}
 */
public record PerformedBy(String label) {
    public static final PerformedBy SYSTEM = new PerformedBy("system");
    public static final PerformedBy CUSTOMER = new PerformedBy("customer");
    public static final PerformedBy GUEST = new PerformedBy("guest");

    /** Customers stay nameless: the order itself says who they are, and forgets it when they ask. */
    public static PerformedBy of(Actor actor) {
        return switch (actor) {
            case Actor.Guest guest -> GUEST;
            case Actor.Customer customer -> CUSTOMER;
            case Actor.Staff staff -> new PerformedBy("staff " + staff.name());
            case Actor.EnrollingStaff staff -> new PerformedBy("staff " + staff.name());
            case Actor.ApiClient client -> new PerformedBy("api-key " + client.name());
            case Actor.SystemActor system -> new PerformedBy("system " + system.task());
        };
    }
}

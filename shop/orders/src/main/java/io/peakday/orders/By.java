package io.peakday.orders;

import io.peakday.identity.Actor;

/**
 * Who makes a move, as the timeline shows it.
 *
 * @param label {@code system}, {@code customer}, {@code guest}, {@code staff Anna Berg}, {@code api-key warehouse}
 */
public record By(String label) {
    public static final By SYSTEM = new By("system");
    public static final By CUSTOMER = new By("customer");
    public static final By GUEST = new By("guest");

    /** Customers stay nameless: the order itself says who they are, and forgets it when they ask. */
    public static By of(Actor actor) {
        return switch (actor) {
            case Actor.Guest guest -> GUEST;
            case Actor.Customer customer -> CUSTOMER;
            case Actor.Staff staff -> new By("staff " + staff.name());
            case Actor.EnrollingStaff staff -> new By("staff " + staff.name());
            case Actor.ApiClient client -> new By("api-key " + client.name());
            case Actor.SystemActor system -> new By("system " + system.task());
        };
    }
}

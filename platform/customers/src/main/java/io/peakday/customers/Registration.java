package io.peakday.customers;

import io.peakday.identity.SignIn.SignedIn;

/** How a registration ended. */
public sealed interface Registration {
    /** The account exists and is signed in; a mail asks to verify the address. */
    record Registered(CustomerView customer, SignedIn session) implements Registration {}

    /** There is an account with this address already. */
    record EmailTaken() implements Registration {}

    /** Too many registrations from there. */
    record Throttled(java.time.Duration retryAfter) implements Registration {}
}

package io.peakday.identity;

import io.peakday.identity.Actor.Customer;
import io.peakday.identity.Actor.Guest;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Who is acting on this thread.
 *
 * <p>Within a request it is found out on first use, so routes that never ask cost nothing. Outside a request, and on
 * threads that a request starts, it is a guest, who may do nothing: a forgotten hand-over fails closed. Background work
 * says who it is with {@link #runAs}.
 */
public final class CurrentActor {
    private static final Actor GUEST = new Guest();
    private static final ScopedValue<ActorResolver> CURRENT = ScopedValue.newInstance();

    private CurrentActor() {}

    /** Who asks, found out when somebody wants to know. */
    interface ActorResolver {
        Actor actor();

        /** As {@link CurrentActor#signedCustomerId}. */
        Optional<UUID> signedCustomerId();

        /** As {@link CurrentActor#signedSession}. */
        Optional<SignedSession> signedSession();

        /** As {@link CurrentActor#showsKey}. */
        boolean showsKey();
    }

    /** Never null; {@link Guest} where nobody is signed in. */
    public static Actor get() {
        return CURRENT.isBound() ? CURRENT.get().actor() : GUEST;
    }

    /** The signed-in customer's id. */
    public static Optional<UUID> customerId() {
        return get() instanceof Customer customer ? Optional.of(customer.id()) : Optional.empty();
    }

    /**
     * The customer to whom the session of this request was given, as its token's signature says; no query is made. The session
     * may have ended since, so by this somebody may be counted or refused, but nothing may be given or shown to them.
     */
    public static Optional<UUID> signedCustomerId() {
        return CURRENT.isBound() ? CURRENT.get().signedCustomerId() : Optional.empty();
    }

    /**
     * The session of {@link #signedCustomerId}, for somebody who finds out whether it is open along with others'. Empty where there
     * is none, and outside of a browser's request.
     */
    public static Optional<SignedSession> signedSession() {
        return CURRENT.isBound() ? CURRENT.get().signedSession() : Optional.empty();
    }

    /** Whether an API key is shown, good or bad; costs no query. */
    public static boolean showsKey() {
        return CURRENT.isBound() && CURRENT.get().showsKey();
    }

    /**
     * The signed-in customer.
     *
     * @throws Failure {@code identity.sign-in-required} if nobody, or not a customer, is signed in
     */
    public static Customer requireCustomer() {
        if (get() instanceof Customer customer) {
            return customer;
        }
        throw signInRequired();
    }

    /**
     * The actor, who holds the permission.
     *
     * @throws Failure {@code identity.sign-in-required} for guests, {@code identity.forbidden} for everybody else
     */
    public static Actor require(Permission permission) {
        Actor actor = get();
        if (actor.may(permission)) {
            return actor;
        }
        if (actor instanceof Guest) {
            throw signInRequired();
        }
        if (actor instanceof Actor.EnrollingStaff) {
            throw secondFactorRequired();
        }
        throw Failure.forbidden("identity.forbidden", "This needs the permission " + permission + ".");
    }

    /** Runs work as this actor. */
    public static void runAs(Actor actor, Runnable work) {
        ScopedValue.where(CURRENT, new Known(actor)).run(work);
    }

    /** Runs work as this actor. */
    public static <T> T callAs(Actor actor, Callable<T> work) throws Exception {
        return callWith(new Known(actor), work);
    }

    /** For the request filter: the actor is found out when first asked for. */
    static <T extends @Nullable Object> T callWith(ActorResolver resolver, Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, resolver).call(work::call);
    }

    /** What is answered to somebody who is not signed in, or not any more. */
    public static Failure signInRequired() {
        return new Failure(
                Fault.UNAUTHENTICATED, "identity.sign-in-required", "Please sign in first.", List.of(), null);
    }

    /** For a program where only people may be. */
    public static Failure staffOnly() {
        return Failure.forbidden("console.staff-only", "The console is for people; programs use the API.");
    }

    /** What is answered to a member of staff who has to set up a second factor before anything else. */
    static Failure secondFactorRequired() {
        return Failure.forbidden(
                "identity.second-factor-setup-required",
                "This store asks everybody for a second factor. Set one up in the console, under Your account, Security.");
    }

    private record Known(Actor actor) implements ActorResolver {
        @Override
        public Optional<UUID> signedCustomerId() {
            return actor instanceof Customer customer ? Optional.of(customer.id()) : Optional.empty();
        }

        @Override
        public Optional<SignedSession> signedSession() {
            return Optional.empty();
        }

        @Override
        public boolean showsKey() {
            return actor instanceof Actor.ApiClient;
        }
    }
}

package io.peakday.catalog;

import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;

/** Who is acting on this thread, for the history. */
final class Acting {
    private Acting() {}

    /** Guests change no catalogue: on a thread without an actor it is the program itself. */
    static String reference() {
        Actor actor = CurrentActor.get();
        return actor instanceof Actor.Guest ? "system" : actor.reference();
    }
}

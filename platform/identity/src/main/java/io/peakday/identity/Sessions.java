package io.peakday.identity;

import java.util.List;
import java.util.UUID;

/** Who is signed in where. */
public final class Sessions {
    /** The owner's open sessions, last seen first. */
    public List<SessionView> list(UUID ownerId) {
        throw new UnsupportedOperationException();
    }

    /** Ends one session of this owner; false if there is no such open session. */
    public boolean end(UUID ownerId, UUID sessionId) {
        throw new UnsupportedOperationException();
    }

    /** Ends all sessions of this owner but one; gives how many. */
    public int endOthers(UUID ownerId, UUID keep) {
        throw new UnsupportedOperationException();
    }

    /** Ends all sessions of this owner; gives how many. */
    public int endAll(UUID ownerId) {
        throw new UnsupportedOperationException();
    }
}

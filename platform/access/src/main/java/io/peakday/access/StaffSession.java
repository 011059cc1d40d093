package io.peakday.access;

import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import java.util.UUID;

/** A member of staff in a session of theirs, whether or not it opens anything yet. */
public record StaffSession(UUID staffId, String email, String name, UUID sessionId) {
    /** @throws io.peakday.kernel.Failure {@code identity.sign-in-required} for everybody but staff */
    public static StaffSession current() {
        return switch (CurrentActor.get()) {
            case Actor.Staff s -> new StaffSession(s.id(), s.email(), s.name(), s.sessionId());
            case Actor.EnrollingStaff s -> new StaffSession(s.id(), s.email(), s.name(), s.sessionId());
            default -> throw CurrentActor.signInRequired();
        };
    }

    @Override
    public String toString() {
        return "staff:" + staffId;
    }
}

package io.peakday.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The people who run the store. */
public final class StaffMembers {
    public SignIn signIn(String email, String password, Origin origin) {
        throw new UnsupportedOperationException();
    }

    public void signOut(UUID staffId, UUID sessionId) {
        throw new UnsupportedOperationException();
    }

    public Optional<StaffView> find(UUID id) {
        throw new UnsupportedOperationException();
    }

    public List<StaffView> list() {
        throw new UnsupportedOperationException();
    }

    public StaffView create(String email, String name, String password, Set<Role> roles) {
        throw new UnsupportedOperationException();
    }

    /** Changes name, roles and whether the member may sign in; ends the member's sessions where rights shrink. */
    public StaffView update(UUID id, long expectedVersion, String name, Set<Role> roles, boolean active) {
        throw new UnsupportedOperationException();
    }

    public boolean changePassword(UUID id, String current, String replacement, UUID keepSession) {
        throw new UnsupportedOperationException();
    }

    /** For the first run and the demo store: makes sure that this member exists with these roles; an existing one is left as it is. */
    public UUID ensure(String email, String name, String password, Set<Role> roles) {
        throw new UnsupportedOperationException();
    }
}

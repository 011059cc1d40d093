package io.peakday.identity;

import java.util.Set;
import java.util.UUID;

/**
 * Who is acting. What is personal stays out of {@code toString}, because actors are logged; {@link #reference()} is what
 * the audit log and order timelines keep.
 */
public sealed interface Actor {
    /** A stable name without anything personal: {@code staff:0198…}. */
    String reference();

    /** Whether this actor holds the permission. */
    default boolean may(Permission permission) {
        return false;
    }

    /** Nobody is signed in. */
    record Guest() implements Actor {
        @Override
        public String reference() {
            return "guest";
        }
    }

    /** A signed-in customer. */
    record Customer(UUID id, String email, String name, boolean verified, UUID sessionId) implements Actor {
        @Override
        public String reference() {
            return "customer:" + id;
        }

        @Override
        public String toString() {
            return reference();
        }
    }

    /** A signed-in member of staff. */
    record Staff(UUID id, String email, String name, Set<Role> roles, Set<Permission> permissions, UUID sessionId)
            implements Actor {
        public Staff {
            roles = Set.copyOf(roles);
            permissions = Set.copyOf(permissions);
        }

        @Override
        public String reference() {
            return "staff:" + id;
        }

        @Override
        public boolean may(Permission permission) {
            return permissions.contains(permission);
        }

        @Override
        public String toString() {
            return reference();
        }
    }

    /**
     * A member of staff who has signed in and lacks the second factor that this store asks for. May do nothing but set one up; because
     * this is no {@link Staff}, whoever forgets them refuses them.
     */
    record EnrollingStaff(UUID id, String email, String name, UUID sessionId) implements Actor {
        @Override
        public String reference() {
            return "staff:" + id;
        }

        @Override
        public String toString() {
            return reference();
        }
    }

    /** A program that calls with an API key. */
    record ApiClient(UUID keyId, String name, Set<Permission> scopes) implements Actor {
        public ApiClient {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public String reference() {
            return "api-key:" + keyId;
        }

        @Override
        public boolean may(Permission permission) {
            return scopes.contains(permission);
        }

        @Override
        public String toString() {
            return reference();
        }
    }

    /** Peakday itself: a sweep, an import from the command line, the demo store. */
    record SystemActor(String task) implements Actor {
        @Override
        public String reference() {
            return "system:" + task;
        }

        @Override
        public boolean may(Permission permission) {
            return true;
        }
    }
}

package io.peakday.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys with which other programs call. */
public final class ApiKeys {
    /**
     * A key just made.
     *
     * @param secret the whole key, {@code pk_…}; shown this once
     */
    public record Created(ApiKeyView key, String secret) {
        @Override
        public String toString() {
            return "api-key:" + key.id();
        }
    }

    public Created create(String name, Set<Permission> scopes, @Nullable Instant expiresAt) {
        throw new UnsupportedOperationException();
    }

    public List<ApiKeyView> list() {
        throw new UnsupportedOperationException();
    }

    /** Ends the key at once on this node and within seconds on the others; false if there is none, or it was revoked. */
    public boolean revoke(UUID id) {
        throw new UnsupportedOperationException();
    }
}

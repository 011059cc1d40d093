package io.peakday.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret.
 *
 * @param prefix the first characters of the key, {@code pk_ab12}
 * @param lastFour its last four
 */
public record ApiKeyView(
        UUID id,
        String name,
        String prefix,
        String lastFour,
        Set<Permission> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {
    public ApiKeyView {
        scopes = Set.copyOf(scopes);
    }
}

package io.peakday.access;

import io.peakday.identity.Permission;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret.
 *
 * @param id of the key; not a part of its secret
 * @param name what it is for
 * @param prefix the first characters of the key, {@code pk_ab12}
 * @param lastFour its last four
 * @param scopes what it was given
 * @param createdAt when it was created
 * @param expiresAt when it ends or ended; null: when it is revoked
 * @param revokedAt when it was revoked; null if it was not
 * @param lastUsedAt when it was last used, up to half a minute late; null if it was not
 * @param ownerId the member of staff whose key it is; null for a key from before owners were recorded, until somebody adopts it
 * @param parentId the key by which it was made; null if a person made or adopted it
 * @param rights what it may do at present: its scopes, as far as its owner and its parent may do that
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
        @Nullable Instant lastUsedAt,
        @Nullable UUID ownerId,
        @Nullable UUID parentId,
        Set<Permission> rights) {
    public ApiKeyView {
        scopes = Set.copyOf(scopes);
        rights = Set.copyOf(rights);
    }

    ApiKeyView withRights(Set<Permission> present) {
        return new ApiKeyView(
                id,
                name,
                prefix,
                lastFour,
                scopes,
                createdAt,
                expiresAt,
                revokedAt,
                lastUsedAt,
                ownerId,
                parentId,
                present);
    }

    /** Whether it has no owner and is not revoked, so that it should be adopted or revoked. */
    public boolean isUnowned() {
        return ownerId == null && revokedAt == null;
    }
}

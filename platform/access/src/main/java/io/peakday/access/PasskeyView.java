package io.peakday.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey of a member of staff.
 *
 * @param relyingParty the host it works at
 * @param synced whether it may be on several devices
 */
public record PasskeyView(
        UUID id,
        String name,
        String relyingParty,
        boolean synced,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}

package io.peakday.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A session, for its owner to recognise.
 *
 * @param device such as {@code Firefox on Linux}
 */
public record SessionView(UUID id, String device, String address, Instant createdAt, Instant lastSeenAt) {}

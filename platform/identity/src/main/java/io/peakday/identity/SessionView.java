package io.peakday.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A session, for its owner to recognise.
 *
 * @param id of the session
 * @param device such as {@code Firefox on Linux}
 * @param address the network address that it was opened from
 * @param createdAt when it was opened
 * @param lastSeenAt when it was last used, about a minute late
 */
public record SessionView(UUID id, String device, String address, Instant createdAt, Instant lastSeenAt) {}

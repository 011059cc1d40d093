package io.peakday.waiting;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param solvedUntil the end of the challenge that was solved; null if none was */
record JoinRequest(UUID roomId, UUID customerId, @Nullable Instant solvedUntil) {}

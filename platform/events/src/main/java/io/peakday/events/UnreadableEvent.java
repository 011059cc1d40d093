package io.peakday.events;

import org.jspecify.annotations.Nullable;

/** A record that is no event of ours, or a damaged one; trying again does not help. */
final class UnreadableEvent extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

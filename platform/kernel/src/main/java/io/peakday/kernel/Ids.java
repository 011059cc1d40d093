package io.peakday.kernel;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes identifiers: UUID version 7 (RFC 9562, section 5.7), which sort by the time they were made.
 *
 * <p>Within one process the identifiers are strictly increasing: the 12 bits after the timestamp are a counter
 * (method 1 of section 6.2), and when it runs over, or the clock steps back, the timestamp runs ahead of the clock
 * rather than repeat. The remaining 62 bits are random, so an identifier cannot be guessed from its neighbour.
 */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final InstantSource clock;
    /** Milliseconds in the upper 52 bits, the counter in the lower 12. */
    private final AtomicLong last = new AtomicLong();

    public Ids(InstantSource clock) {
        this.clock = clock;
    }

    private static final Ids SYSTEM = new Ids(ProgramClock.instance());

    /** The next identifier by the {@link ProgramClock}. */
    public static UUID next() {
        return SYSTEM.create();
    }

    /** The next identifier; greater than every one this instance gave before. */
    public UUID create() {
        long now = clock.millis() << 12;
        long tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
        long high = ((tick >>> 12) << 16) | 0x7000L | (tick & 0xFFFL);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** Reads the canonical 36-character form, and nothing else. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

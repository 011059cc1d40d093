package io.peakday.waiting;

import io.peakday.kernel.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A waiting room as somebody wants it to be.
 *
 * @param roomId whatever the caller waits for: a sale, for example
 * @param opensAt by the database's clock; who comes before draws a lot, who comes later queues behind them
 * @param admissionsPerSecond {@value #MIN_RATE} to {@value #MAX_RATE}
 * @param burst how many may be let in at once after a time in which nobody was, and at the opening; 1 to {@value #MAX_BURST},
 *     and a quarter of a second's admissions at least, because they are made in steps
 * @param closesAt after {@code opensAt}, by 25 days at most
 */
public record RoomTerms(UUID roomId, Instant opensAt, double admissionsPerSecond, int burst, Instant closesAt) {
    public static final double MIN_RATE = 0.01;
    public static final double MAX_RATE = 100_000;
    public static final int MAX_BURST = 1_000_000;
    static final Duration LONGEST = Duration.ofDays(25);

    /** With a burst of a second's admissions. */
    public static RoomTerms of(UUID roomId, Instant opensAt, double admissionsPerSecond, Instant closesAt) {
        int burst = (int) Math.clamp((long) Math.ceil(admissionsPerSecond), 1, MAX_BURST);
        return new RoomTerms(roomId, opensAt, admissionsPerSecond, burst, closesAt);
    }

    /** @throws io.peakday.kernel.Failure {@code waiting.bad-room} with every wrong field */
    void check() {
        new Checks()
                .require(
                        admissionsPerSecond >= MIN_RATE && admissionsPerSecond <= MAX_RATE,
                        "admissionsPerSecond",
                        "out-of-range",
                        "admissionsPerSecond must be from " + MIN_RATE + " to " + MAX_RATE + ".")
                .range("burst", burst, 1, MAX_BURST)
                .require(
                        burst >= admissionsPerSecond / 4,
                        "burst",
                        "out-of-range",
                        "burst must be a quarter of admissionsPerSecond at least, or that rate is not reached.")
                .require(closesAt.isAfter(opensAt), "closesAt", "order", "A room must close after it opens.")
                .require(
                        Duration.between(opensAt, closesAt).compareTo(LONGEST) <= 0,
                        "closesAt",
                        "out-of-range",
                        "A room may be open for " + LONGEST.toDays() + " days at most.")
                .orThrow("waiting.bad-room", "This waiting room cannot be opened.");
    }
}

package io.peakday.inventory;

import io.peakday.kernel.Checks;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Asks for several variants at once, all or nothing.
 *
 * @param reservationId made by the caller; asking again with it returns what was decided the first time
 * @param lines 1 to {@value #MAX_LINES}, each variant once
 * @param hold how long the claim stands unless it is confirmed; from a second to 30 days
 */
public record ReserveRequest(UUID reservationId, List<StockLine> lines, Duration hold) {
    /** The most lines of one reservation. */
    public static final int MAX_LINES = 500;

    static final Duration LONGEST = Duration.ofDays(30);

    private static final String OUT_OF_RANGE = "hold must be from a second to 30 days.";

    public ReserveRequest {
        Objects.requireNonNull(reservationId, "reservationId");
        lines = List.copyOf(lines);
        var variants = new HashSet<UUID>();
        lines.forEach(line -> variants.add(line.variantId()));
        new Checks()
                .range("lines", lines.size(), 1, MAX_LINES)
                .require(variants.size() == lines.size(), "lines", "duplicate", "Each variant may be named only once.")
                .require(fits(hold), "hold", "out-of-range", OUT_OF_RANGE)
                .orThrow("inventory.bad-reservation", "This reservation cannot be made.");
    }

    static void check(Duration hold) {
        new Checks()
                .require(fits(hold), "hold", "out-of-range", OUT_OF_RANGE)
                .orThrow("inventory.bad-reservation", "Stock cannot be held so long.");
    }

    private static boolean fits(Duration hold) {
        return hold.compareTo(Duration.ofSeconds(1)) >= 0 && hold.compareTo(LONGEST) <= 0;
    }
}

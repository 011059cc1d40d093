package io.peakday.sale;

import io.peakday.kernel.Checks;

/**
 * How customers are admitted from the waiting room before a sale.
 *
 * @param admissionsPerSecond how many customers a second may go on to claim, 1 to 100,000
 * @param challengeBits difficulty of the challenge that must be solved to join the waiting room, 0 to 20 bits, each of which doubles the
 *     work; 0: there is none
 */
public record AdmissionPolicy(int admissionsPerSecond, int challengeBits) {
    /** As many as it can let in a second. */
    public static final int MOST = 100_000;

    /** The hardest challenge of a sale: some seconds of a telephone's time. */
    public static final int HARDEST = 20;

    void check() {
        check(new Checks(), "").orThrow("sale.bad-sale", "The waiting room cannot be like that.");
    }

    /** @param prefix before the names of its fields */
    Checks check(Checks checks, String prefix) {
        return checks.range(prefix + "admissionsPerSecond", admissionsPerSecond, 1, MOST)
                .range(prefix + "challengeBits", challengeBits, 0, HARDEST);
    }
}

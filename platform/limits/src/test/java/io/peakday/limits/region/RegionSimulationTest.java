package io.peakday.limits.region;

import static io.peakday.limits.region.RegionSimulation.EVERY;
import static io.peakday.limits.region.RegionSimulation.NODES;
import static io.peakday.limits.region.RegionSimulation.REGIONS;
import static io.peakday.limits.region.RegionSimulation.SLICE;
import static io.peakday.limits.region.RegionSimulation.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.limits.region.RegionSimulation.Cut;
import io.peakday.limits.region.RegionSimulation.Load;
import io.peakday.limits.region.RegionSimulation.Protocol;
import io.peakday.limits.region.RegionSimulation.Result;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two minutes of three regions whose demand moves around the world while one is cut off for half a minute. */
class RegionSimulationTest {
    private static final Duration LENGTH = Duration.ofSeconds(120);
    /** What README and ADR promise: a slice for each node, and what comes back in one period of exchange. */
    private static final double BOUND = REGIONS.size() * NODES * SLICE + WHOLE.refill() * EVERY / 1000.0;

    private static final List<Cut> PARTITION = List.of(new Cut("ap", 40_000, 70_000));

    /** Twice the limit, first all in Europe, then in America, then in Asia, then everywhere. */
    private static final Load AROUND_THE_WORLD = (region, millis) -> {
        int phase = (int) (millis / 30_000);
        return phase == 3 ? 667 : region.equals(List.of("eu", "us", "ap").get(phase)) ? 2000 : 5;
    };

    /** Pauses and bursts, different in each region, that fill what there is to be filled before they come. */
    private static Load erratic(long seed) {
        return (region, millis) -> {
            Random dice = new Random(seed * 31 + region.hashCode() * 1_000_003L + millis / 700);
            dice.nextInt();
            return new double[] {0, 0, 60, 300, 3000, 8000}[dice.nextInt(6)];
        };
    }

    /** Nothing, and then everything everywhere while one region cannot be reached. */
    private static final Load ALL_AT_ONCE = (region, millis) -> millis < 45_000 ? 5 : 2000;

    @Test
    void throughDelaysLossRepetitionAndAPartitionTheSumStaysWithinTheStatedBound() {
        double worst = 0;
        for (long seed = 1; seed <= 15; seed++) {
            for (Load load : List.of(erratic(seed), AROUND_THE_WORLD, ALL_AT_ONCE)) {
                double over = run(seed, Protocol.GIVE, load, PARTITION).overshoot();
                assertThat(over).as("seed %d", seed).isLessThanOrEqualTo(BOUND);
                worst = Math.max(worst, over);
            }
        }
        // A measure that never shows anything could not show too much.
        assertThat(worst).isPositive();
        System.out.printf("worst overshoot of 45 runs: %.0f units of %d; bound %.0f%n", worst, WHOLE.capacity(), BOUND);
    }

    @Test
    void sharesFollowTheDemandWhereRegionsReachEachOther() {
        Result result = run(7, Protocol.GIVE, List.of());
        assertThat(result.passed("eu", 15, 30)).isGreaterThan(15 * 800);
        assertThat(result.passed("us", 45, 60)).isGreaterThan(15 * 800);
        assertThat(result.passed("ap", 75, 90)).isGreaterThan(15 * 800);
        for (String region : REGIONS) {
            assertThat(result.passed(region, 110, 120)).isBetween(2600, 4000);
        }
    }

    @Test
    void aRegionThatIsCutOffSpendsWhatItHasAndCatchesUpAfterwards() {
        Result result = run(7, Protocol.GIVE, PARTITION);
        assertThat(result.passed("ap", 62, 70)).isBetween(8 * 30, 8 * 120);
        assertThat(result.passed("ap", 80, 90)).isGreaterThan(10 * 750);
        assertThat(result.passed("us", 50, 60)).isGreaterThan(10 * 750);
    }

    @Test
    void withoutExchangeTwoThirdsOfTheLimitLieIdle() {
        Result fixed = run(7, Protocol.FIXED, List.of());
        Result moving = run(7, Protocol.GIVE, List.of());
        assertThat(fixed.passed(15, 30)).isLessThan(15 * 400);
        assertThat(moving.passed(15, 30)).isGreaterThan(15 * 800);
    }

    @Test
    void aProtocolThatTakesBeforeTheOtherHasGivenIsCaughtByThisMeasure() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(run(seed, Protocol.TAKE, ALL_AT_ONCE, PARTITION).overshoot())
                    .isGreaterThan(5 * BOUND);
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(run(3, Protocol.GIVE, PARTITION)).isEqualTo(run(3, Protocol.GIVE, PARTITION));
    }

    private static Result run(long seed, Protocol protocol, List<Cut> cuts) {
        return run(seed, protocol, AROUND_THE_WORLD, cuts);
    }

    private static Result run(long seed, Protocol protocol, Load load, List<Cut> cuts) {
        return new RegionSimulation(seed, protocol, load, cuts).run(LENGTH);
    }
}

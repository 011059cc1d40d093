package io.peakday.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Of those who came before the opening everybody has the same chance of every rank, whenever they came. The bounds are far
 * beyond what chance brings: each is passed by a fair draw but once in a billion runs.
 */
class FairDrawTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    /** Customers in the order in which they came; fixed, so that this test says the same each time. */
    @Test
    void theFirstTenToComeAreAnywhereInTheLine() {
        // Always the same: a fair draw would exceed any bound in some run.
        Random random = new Random(20_260_601);
        int draws = 2_000;
        int people = 100;
        int[] tenths = new int[10];
        for (int draw = 0; draw < draws; draw++) {
            byte[] seed = new byte[32];
            random.nextBytes(seed);
            Lots lots = new Lots(seed);
            long[] all = new long[people];
            for (int i = 0; i < people; i++) {
                // Ids that come one after the other, as accounts made by a program would.
                all[i] = lots.of(new UUID(0x0198_a7a0_0000_7000L + draw, 0x8000_0000_0000_0000L + i));
            }
            long[] firstTen = java.util.Arrays.copyOf(all, 10);
            Draw drawn = Draw.of(all);
            for (long lot : firstTen) {
                tenths[drawn.rank(lot) / 10]++;
            }
        }
        assertThat(chiSquare(tenths, draws * 10 / 10.0)).isLessThan(62);
    }

    /** The real thing: three quarters of the rooms' first comers would be in the first half if coming early helped. */
    @Test
    void comingEarlyGainsNothing() {
        Stage stage = new Stage(postgres.database());
        int rooms = 40;
        int people = 50;
        long before = 0;
        List<Integer> ofRefreshers = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            UUID room = stage.planned(0.01, 1);
            List<UUID> customers = new ArrayList<>();
            for (int n = 0; n < people; n++) {
                customers.add(stage.joined(room));
            }
            UUID refreshing = customers.getLast();
            for (int n = 0; n < 3; n++) {
                stage.rooms.leave(room, refreshing);
                stage.join(room, refreshing);
            }
            stage.opensNow(room);
            for (int n = 0; n < people / 2; n++) {
                before += rank(stage, room, customers.get(n));
            }
            ofRefreshers.add(rank(stage, room, refreshing));
        }
        // The mean rank of 1,000 of 2,000 is 24.5 with a deviation of 0.33; six of them are 2.
        assertThat(before / (double) (rooms * people / 2)).isBetween(22.5, 26.5);
        // Of 40: 24.5 with a deviation of 2.3; six of them are 14.
        assertThat(ofRefreshers.stream().mapToInt(Integer::intValue).average().orElseThrow())
                .isBetween(10.5, 38.5);
    }

    private static int rank(Stage stage, UUID room, UUID customer) {
        return (int) (stage.position(room, customer) + stage.served(room));
    }

    private static double chiSquare(int[] counts, double expected) {
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }
}

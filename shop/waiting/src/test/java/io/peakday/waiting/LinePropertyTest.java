package io.peakday.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of every line, whoever came, left and was let in. */
class LinePropertyTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Property(tries = 200)
    void positionsOfThoseWhoWaitAreEveryNumberOnceInTheOrderOfThePlaces(
            @ForAll @IntRange(max = 60) int early,
            @ForAll @IntRange(max = 60) int later,
            @ForAll @Size(max = 20) Set<@IntRange(max = 119) Integer> left,
            @ForAll @IntRange(max = 120) int in,
            @ForAll long seed) {
        Random random = new Random(seed);
        byte[] roomSeed = new byte[32];
        random.nextBytes(roomSeed);
        Lots lots = new Lots(roomSeed);
        UUID room = new UUID(1, 1);
        List<Place> places = new ArrayList<>();
        long[] drawn = new long[early];
        for (int i = 0; i < early; i++) {
            places.add(Place.early(room, new UUID(random.nextLong(), random.nextLong())));
            drawn[i] = lots.of(places.get(i).customerId());
        }
        for (int i = 0; i < later; i++) {
            places.add(Place.later(room, new UUID(random.nextLong(), random.nextLong()), early + i));
        }
        int issued = early + later;
        int served = Math.min(in, issued);
        Gaps gaps = Gaps.NONE;
        for (int number : left) {
            gaps = number >= served && number < issued ? gaps.and(number) : gaps;
        }
        Line line = line(lots, early, new Pointer(issued, served, 0, 10, 10, NOON), Draw.of(drawn), gaps);

        Set<Long> positions = new TreeSet<>();
        Set<Long> numbers = new HashSet<>();
        int admitted = 0;
        int gone = 0;
        for (Place place : places) {
            numbers.add(place.early() ? line.drawn(place) : place.number());
            switch (line.standing(place, NOON)) {
                case Standing.Waiting(long position, Duration estimate) ->
                    assertThat(positions.add(position)).isTrue();
                case Standing.Admitted in2 -> admitted++;
                case Standing.NoPlace none -> gone++;
                case Standing other -> throw new AssertionError(other);
            }
        }
        assertThat(numbers).hasSize(issued);
        assertThat(gone).isEqualTo(gaps.size());
        assertThat(admitted).isEqualTo(served);
        assertThat(positions).hasSize(issued - served - gaps.size());
        if (!positions.isEmpty()) {
            assertThat(positions).contains(0L, issued - served - gaps.size() - 1L);
        }
    }

    @Property
    void inNoStretchOfTimeAreMoreLetInThanBurstAndRateAllow(
            @ForAll @DoubleRange(min = 0.5, max = 50) double rate,
            @ForAll @IntRange(min = 13, max = 40) int burst,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -500, max = 5_000) Integer> steps,
            @ForAll @Size(max = 30) Set<@IntRange(max = 400) Integer> left) {
        Gaps gaps = Gaps.NONE;
        for (int number : left) {
            gaps = gaps.and(number);
        }
        Pointer pointer = new Pointer(500, 0, burst, rate, burst, NOON);
        List<Instant> times = new ArrayList<>(List.of(NOON));
        List<Long> people = new ArrayList<>(List.of(0L));
        Instant now = NOON;
        for (int step : steps) {
            now = now.plusMillis(step);
            Pointer next = pointer.at(now, gaps);
            assertThat(next.served()).isBetween(pointer.served(), 500L);
            assertThat(next.credit()).isBetween(0.0, (double) burst);
            assertThat(next.advancedAt()).isAfterOrEqualTo(pointer.advancedAt());
            pointer = next;
            times.add(pointer.advancedAt());
            people.add(pointer.served() - gaps.between(0, pointer.served()));
        }
        for (int from = 0; from < times.size(); from++) {
            for (int to = from; to < times.size(); to++) {
                double seconds =
                        Duration.between(times.get(from), times.get(to)).toNanos() / 1e9;
                assertThat((double) people.get(to) - people.get(from))
                        .isLessThanOrEqualTo(burst + rate * seconds + 1e-6);
            }
        }
    }

    @Property
    void manySmallStepsLetInAsManyAsOneLargeOne(
            @ForAll @DoubleRange(min = 0.5, max = 50) double rate,
            @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 50, max = 200) Integer> steps) {
        int burst = 20_000;
        Pointer start = new Pointer(100_000, 0, 0, rate, burst, NOON);
        Pointer small = start;
        Instant now = NOON;
        for (int step : steps) {
            now = now.plusMillis(step);
            small = small.at(now, Gaps.NONE);
        }
        Pointer large = start.at(now, Gaps.NONE);
        assertThat(Math.abs(small.served() - large.served())).isLessThanOrEqualTo(1);
        assertThat(small.served() + small.credit())
                .isCloseTo(large.served() + large.credit(), org.assertj.core.data.Offset.offset(1e-6));
    }

    private static Line line(Lots lots, int early, Pointer pointer, Draw draw, Gaps gaps) {
        RoomRow row = new RoomRow(
                new UUID(1, 1),
                NOON.minusSeconds(60),
                NOON.plusSeconds(3_600),
                0,
                false,
                null,
                lots,
                true,
                early,
                pointer,
                gaps.size(),
                NOON);
        return new Line(row, draw, gaps, pointer.rate(), 0);
    }
}

package io.peakday.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseClockTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with();

    @Test
    void everyFunctionOfTheClockIsShiftedAlsoInDefaultsAndJumpsInRunningSessions() {
        DatabaseClock clock = DatabaseClock.install(postgres.owner().dataSource(), Duration.ofDays(400));
        Database node = postgres.superuser();
        node.sql()
                .sql("create table public.row (at timestamptz not null default clock_timestamp())")
                .update();
        for (Duration ahead : List.of(Duration.ofDays(400), Duration.ofHours(2), Duration.ofHours(-1))) {
            clock.set(ahead);
            node.sql().sql("delete from public.row").update();
            node.sql().sql("insert into public.row default values").update();
            for (String asked : List.of(
                    "now()",
                    "clock_timestamp()",
                    "statement_timestamp()",
                    "transaction_timestamp()",
                    "(select at from row)")) {
                assertThat(node.sql()
                                .sql("select " + asked)
                                .query(OffsetDateTime.class)
                                .single()
                                .toInstant())
                        .as(asked)
                        .isCloseTo(Instant.now().plus(ahead), new TemporalUnitWithinOffset(1, ChronoUnit.MINUTES));
            }
        }
    }

    @Test
    void itStandsStillOnceItIsStoppedAndIsSteppedToTheMillisecond() {
        DatabaseClock clock = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
        Database node = postgres.superuser();
        Instant start = Instant.parse("2026-03-01T08:00:00Z");

        clock.stopAt(start);
        assertThat(time(node)).isEqualTo(start);
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(time(node)).isEqualTo(start.plusMillis(899_999));
        clock.advance(Duration.ofMillis(1));
        assertThat(time(node)).isEqualTo(start.plusSeconds(900));

        clock.set(Duration.ofHours(1));
        clock.advance(Duration.ofHours(-3));
        assertThat(time(node))
                .isCloseTo(
                        Instant.now().minus(Duration.ofHours(2)), new TemporalUnitWithinOffset(1, ChronoUnit.MINUTES));
    }

    private static Instant time(Database node) {
        return node.sql()
                .sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}

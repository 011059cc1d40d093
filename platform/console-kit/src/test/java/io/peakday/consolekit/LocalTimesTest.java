package io.peakday.consolekit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Local times that are not there, or there twice, and days that are not of 24 hours. */
class LocalTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void anHourThatClocksArePutForwardOverIsNone() {
        assertThat(LocalTimes.in(LocalDateTime.parse("2028-03-26T02:30"), BERLIN))
                .isEmpty();
        assertThat(LocalTimes.in(LocalDateTime.parse("2028-03-26T03:00"), BERLIN))
                .contains(Instant.parse("2028-03-26T01:00:00Z"));
        assertThat(LocalTimes.in(LocalDateTime.parse("2028-03-26T01:59:59"), BERLIN))
                .contains(Instant.parse("2028-03-26T00:59:59Z"));
    }

    @Test
    void ofAnHourThatIsThereTwiceTheFirstIsMeantAndEachIsShownByItsName() {
        Instant first =
                LocalTimes.in(LocalDateTime.parse("2028-10-29T02:30"), BERLIN).orElseThrow();
        assertThat(first).isEqualTo(Instant.parse("2028-10-29T00:30:00Z"));
        assertThat(Times.full(first, BERLIN)).isEqualTo("29 Oct 2028, 02:30:00 CEST");
        assertThat(Times.full(first.plus(Duration.ofHours(1)), BERLIN)).isEqualTo("29 Oct 2028, 02:30:00 CET");
        assertThat(Times.brief(first.plus(Duration.ofHours(2)), BERLIN)).isEqualTo("29 Oct, 03:30");
    }

    @Test
    void theLeapDayIsADayAndOnlyThere() {
        assertThat(LocalTimes.read("2028-02-29T12:00")).contains(LocalDateTime.parse("2028-02-29T12:00"));
        assertThat(LocalTimes.read("2027-02-29T12:00")).isEmpty();
        assertThat(Times.start("2028-02-29", BERLIN, 1)).isEqualTo(Instant.parse("2028-02-29T23:00:00Z"));
        assertThat(Times.start("2027-02-29", BERLIN, 0)).isNull();
        for (String far : new String[] {"+999999999-12-31", "+10000-01-01", "-0001-01-01"}) {
            assertThat(Times.start(far, BERLIN, 1)).as(far).isNull();
        }
    }

    @Test
    void aDayOnWhichClocksChangeIsAsLongAsItIs() {
        assertThat(hours("2028-03-26")).isEqualTo(23);
        assertThat(hours("2028-10-29")).isEqualTo(25);
        assertThat(hours("2027-12-31")).isEqualTo(24);
    }

    private static long hours(String day) {
        Instant from = Times.start(day, BERLIN, 0);
        Instant to = Times.start(day, BERLIN, 1);
        assertThat(from).isNotNull();
        assertThat(to).isNotNull();
        return Duration.between(from, to).toHours();
    }
}

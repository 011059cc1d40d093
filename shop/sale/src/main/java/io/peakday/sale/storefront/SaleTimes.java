package io.peakday.sale.storefront;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments and spans of a sale in words, in the shop's own zone; a script shows them in the reader's. */
final class SaleTimes {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm zzz", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm:ss zzz", Locale.ENGLISH);
    private static final DateTimeFormatter BRIEF = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter BRIEF_ZONED =
            DateTimeFormatter.ofPattern("EEE d MMM, HH:mm zzz", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss zzz", Locale.ENGLISH);

    private final ZoneId zone;

    SaleTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** {@code Friday 27 November 2026, 12:00 CET}; with seconds where there are any. */
    String words(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return (local.getSecond() == 0 ? MINUTES : SECONDS).format(local);
    }

    /** {@code Fri 27 Nov, 12:00}; with the zone's name where the hour is there twice, because clocks are put back. */
    String brief(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        boolean twice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
        return (twice ? BRIEF_ZONED : BRIEF).format(local);
    }

    /** {@code 12:34:56 CET}: when a hold ends. */
    String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /** {@code 10 minutes}, {@code 1 hour}, {@code 90 seconds}. */
    static String span(Duration time) {
        long seconds = time.toSeconds();
        if (seconds % 3_600 == 0) {
            return count(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}

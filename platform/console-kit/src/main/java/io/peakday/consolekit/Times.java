package io.peakday.consolekit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Time as an operator reads it: in their own zone, with UTC at hand. */
public final class Times {
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'");
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private Times() {}

    public static String brief(Instant at, ZoneId zone) {
        return SHORT.format(at.atZone(zone)) + pass(at.atZone(zone));
    }

    public static String full(Instant at, ZoneId zone) {
        return LONG.format(at.atZone(zone)) + pass(at.atZone(zone));
    }

    /** Which one is meant of two moments of the same name, when clocks are put back: {@code " CEST"}, then {@code " CET"}. */
    private static String pass(ZonedDateTime at) {
        return at.getZone().getRules().getValidOffsets(at.toLocalDateTime()).size() > 1 ? " " + NAME.format(at) : "";
    }

    public static String utc(Instant at) {
        return UTC.format(at.atZone(ZoneOffset.UTC));
    }

    public static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** {@code Europe/Berlin}, or {@code UTC}. */
    public static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** Midnight at the beginning of a day typed as {@code 2026-11-21}; null for anything else. */
    public static @Nullable Instant start(@Nullable String day, ZoneId zone, int plusDays) {
        if (day == null || day.isBlank()) {
            return null;
        }
        try {
            LocalDate typed = LocalDate.parse(day.strip());
            // Beyond these, neither a calendar nor the database knows the day after.
            return typed.getYear() < 1 || typed.getYear() > 9999
                    ? null
                    : typed.plusDays(plusDays).atStartOfDay(zone).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** {@code 3 d 4 h}, {@code 12 min}, {@code 850 ms}; never less than nothing, though clocks are put back. */
    public static String lasting(Duration given) {
        Duration duration = given.isNegative() ? Duration.ZERO : given;
        if (duration.toMillis() < 1_000) {
            return duration.toMillis() + " ms";
        } else if (duration.toSeconds() < 90) {
            return duration.toSeconds() + " s";
        } else if (duration.toMinutes() < 90) {
            return duration.toMinutes() + " min";
        } else if (duration.toHours() < 48) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
}

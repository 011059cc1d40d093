package io.peakday.consolekit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments as a form's field for a date and time holds them, in a zone that the form names. */
public final class LocalTimes {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private LocalTimes() {}

    /** To the minute, or to the second where it has some. */
    public static String field(Instant at, ZoneId zone) {
        LocalDateTime local = at.atZone(zone).toLocalDateTime();
        return local.getSecond() == 0
                ? MINUTES.format(local)
                : local.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Empty for what is no date and time. */
    public static Optional<LocalDateTime> read(@Nullable String typed) {
        try {
            return typed == null || typed.isBlank() || typed.length() > 30
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(typed.strip().replace(' ', 'T')));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The moment; empty where the clocks are put forward over it. Of two, when they are put back, the first. */
    public static Optional<Instant> in(LocalDateTime local, ZoneId zone) {
        return zone.getRules().getValidOffsets(local).stream().findFirst().map(local::toInstant);
    }

    /** The zone a form was shown in; another one where it names none. */
    public static ZoneId zone(@Nullable String named, ZoneId otherwise) {
        try {
            return named == null || named.isBlank() || named.length() > 60 ? otherwise : ZoneId.of(named.strip());
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}

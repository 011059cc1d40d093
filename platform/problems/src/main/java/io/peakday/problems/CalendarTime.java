package io.peakday.problems;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads times of the years 0001 to 9999 in JSON, which is what RFC 3339 can write, and refuses the others: {@link Instant}
 * reaches a million years further than any database or calendar. A number is no time: nobody can know whether seconds or
 * milliseconds are meant.
 */
public final class CalendarTime extends StdDeserializer<Instant> {
    private static final Pattern SECONDS = Pattern.compile("\\s*[+-]?[0-9.]*\\s*");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private CalendarTime() {
        super(Instant.class);
    }

    /** Makes a mapper read all times in this way. */
    public static JacksonModule module() {
        return new SimpleModule("peakday-calendar-time").addDeserializer(Instant.class, new CalendarTime());
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(getValueType(context), parser);
        }
        String text = parser.getString();
        if (SECONDS.matcher(text).matches()) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "a number");
        }
        Instant time = InstantDeserializer.INSTANT.deserialize(parser, context);
        if (time == null || (!time.isBefore(FIRST) && !time.isAfter(END))) {
            return time;
        }
        return (Instant) context.handleWeirdStringValue(Instant.class, time.toString(), "beyond the calendar");
    }
}

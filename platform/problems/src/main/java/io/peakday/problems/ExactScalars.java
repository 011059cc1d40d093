package io.peakday.problems;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.AccessPattern;

/**
 * Reads numbers and truth values from the tokens that are such, and from nothing else. Jackson's own settings refuse the
 * same, but end the reading at the first; asked in this way, {@link WrongFields} names them all.
 */
final class ExactScalars<T> extends StdScalarDeserializer<T> {
    private static final List<Class<?>> WHOLE = List.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class);
    private static final List<Class<?>> NUMBERS =
            List.of(double.class, Double.class, float.class, Float.class, BigDecimal.class);
    private static final List<Class<?>> FLAGS = List.of(boolean.class, Boolean.class);

    private enum Kind {
        WHOLE,
        NUMBER,
        FLAG;

        boolean takes(@Nullable JsonToken token) {
            return switch (this) {
                case WHOLE -> token == JsonToken.VALUE_NUMBER_INT;
                case NUMBER -> token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
                case FLAG -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
            };
        }
    }

    private final Kind kind;
    private final ValueDeserializer<T> read;

    private ExactScalars(Class<T> type, Kind kind, ValueDeserializer<T> read) {
        super(type);
        this.kind = kind;
        this.read = read;
    }

    /** Makes a mapper read all numbers and truth values in this way. */
    public static JacksonModule module() {
        SimpleModule module = new SimpleModule("peakday-exact-scalars");
        WHOLE.forEach(type -> add(module, type, Kind.WHOLE));
        NUMBERS.forEach(type -> add(module, type, Kind.NUMBER));
        FLAGS.forEach(type -> add(module, type, Kind.FLAG));
        return module;
    }

    @SuppressWarnings("unchecked") // Jackson finds the deserializer of exactly that type.
    private static <T> void add(SimpleModule module, Class<T> type, Kind kind) {
        ValueDeserializer<T> read = (ValueDeserializer<T>) NumberDeserializers.find(type);
        module.addDeserializer(type, new ExactScalars<>(type, kind, read));
    }

    @SuppressWarnings("unchecked") // What stands in for a wrong value is of the type, or null.
    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
        return kind.takes(parser.currentToken())
                ? read.deserialize(parser, context)
                : (T) context.handleUnexpectedToken(getValueType(context), parser);
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        return read.getNullValue(context);
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return read.getAbsentValue(context);
    }

    @Override
    public @Nullable Object getEmptyValue(DeserializationContext context) {
        return read.getEmptyValue(context);
    }

    @Override
    public AccessPattern getNullAccessPattern() {
        return read.getNullAccessPattern();
    }

    @Override
    public AccessPattern getEmptyAccessPattern() {
        return read.getEmptyAccessPattern();
    }
}

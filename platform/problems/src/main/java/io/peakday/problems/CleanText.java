package io.peakday.problems;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Refuses, in JSON, what is no text: numbers and truth values, NUL, which PostgreSQL cannot store, and halves of surrogate pairs, which no encoding
 * can write.
 */
public final class CleanText extends StringDeserializer {
    private CleanText() {}

    /** Makes a mapper read all texts and names of maps in this way. */
    public static JacksonModule module() {
        return new SimpleModule("peakday-clean-text")
                .addDeserializer(String.class, new CleanText())
                .addKeyDeserializer(String.class, new Key());
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(getValueType(context), parser);
        }
        String text = super.deserialize(parser, context);
        return text == null || isClean(text) ? text : refuse(context, text);
    }

    private static @Nullable String refuse(DeserializationContext context, String text) {
        return (String) context.handleWeirdStringValue(String.class, text, "not text");
    }

    /** Whether this has neither NUL nor half a surrogate pair. */
    public static boolean isClean(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static final class Key extends KeyDeserializer {
        @Override
        public @Nullable Object deserializeKey(String name, DeserializationContext context) {
            return isClean(name) ? name : context.handleWeirdKey(String.class, name, "not text");
        }
    }
}

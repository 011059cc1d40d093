package io.peakday.identity;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads by their names what modules declare, permissions and roles; a name that is not declared is a wrong value.
 *
 * @param <T> what is declared
 */
final class DeclaredJson<T> extends StdDeserializer<T> {
    private static final int MAX_NAMED = 20;

    private final String kind;
    private final Set<T> declared;
    private final Function<String, Optional<T>> find;

    private DeclaredJson(Class<T> type, String kind, Set<T> declared, Function<String, Optional<T>> find) {
        super(type);
        this.kind = kind;
        this.declared = declared;
        this.find = find;
    }

    static JacksonModule module(Permissions permissions) {
        return new SimpleModule("peakday-permissions")
                .addDeserializer(
                        Permission.class,
                        new DeclaredJson<>(Permission.class, "permission", permissions.all(), permissions::find))
                .addDeserializer(
                        Role.class, new DeclaredJson<>(Role.class, "role", permissions.roles(), permissions::role));
    }

    @Override
    @SuppressWarnings("unchecked") // what handlers answer is of the type that they are asked for
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (T) context.handleUnexpectedToken(getValueType(context), parser);
        }
        String name = parser.getString();
        return find.apply(name).orElseGet(() -> (T) context.handleWeirdStringValue(handledType(), name, allowed()));
    }

    /** Names them where there are few, as it is done for enumerations. */
    private String allowed() {
        return declared.size() > MAX_NAMED
                ? "not a " + kind
                : declared.stream().map(Object::toString).collect(Collectors.joining(", ", "must be one of ", "."));
    }
}

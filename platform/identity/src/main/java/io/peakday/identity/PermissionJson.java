package io.peakday.identity;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Reads permissions by their names; a name that is not declared is a wrong value. */
final class PermissionJson extends StdDeserializer<Permission> {
    private static final int MAX_NAMED = 20;

    private final Permissions permissions;

    private PermissionJson(Permissions permissions) {
        super(Permission.class);
        this.permissions = permissions;
    }

    static JacksonModule module(Permissions permissions) {
        return new SimpleModule("peakday-permissions")
                .addDeserializer(Permission.class, new PermissionJson(permissions));
    }

    @Override
    public @Nullable Permission deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (Permission) context.handleUnexpectedToken(getValueType(context), parser);
        }
        String name = parser.getString();
        return permissions.find(name).orElseGet(() ->
                (Permission) context.handleWeirdStringValue(Permission.class, name, allowed()));
    }

    /** Names the permissions where there are few, as it is done for enumerations. */
    private String allowed() {
        return permissions.all().size() > MAX_NAMED
                ? "not a permission"
                : permissions.all().stream()
                        .map(Permission::name)
                        .collect(Collectors.joining(", ", "must be one of ", "."));
    }
}

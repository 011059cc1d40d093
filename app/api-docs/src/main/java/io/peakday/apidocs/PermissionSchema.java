package io.peakday.apidocs;

import com.fasterxml.jackson.databind.JavaType;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the permissions and roles in the API's document, wherever one is sent or answered. */
final class PermissionSchema implements ModelConverter {
    private final Permissions permissions;

    PermissionSchema(Permissions permissions) {
        this.permissions = permissions;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType asked = Json.mapper().constructType(type.getType());
        if (asked != null && asked.getRawClass() == Permission.class) {
            return oneOf(permissions.all());
        }
        if (asked != null && asked.getRawClass() == Role.class) {
            return oneOf(permissions.roles());
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    private static JsonSchema oneOf(Set<?> declared) {
        JsonSchema schema = new JsonSchema();
        schema.setTypes(Set.of("string"));
        schema.setEnum(new ArrayList<>(declared.stream().map(Object::toString).toList()));
        return schema;
    }
}

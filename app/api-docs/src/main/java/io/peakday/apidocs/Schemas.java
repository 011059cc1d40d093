package io.peakday.apidocs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.therapi.runtimejavadoc.ClassJavadoc;
import com.github.therapi.runtimejavadoc.MethodJavadoc;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import io.peakday.web.Page;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Completes the schemas of records: what their Javadoc says, which properties are always there, and which may be null. */
final class Schemas {
    /** Pages are named after what they are of. */
    private static final String PAGE = "web.Page";

    private static final Pattern GETTER = Pattern.compile("(?:is|get)([A-Z])(\\w*)");

    private final SchemaNames names;

    Schemas(SchemaNames names) {
        this.names = names;
    }

    /** What the framework found in types that are no JSON: streams, and parameters that are read as they come. */
    private static final Set<String> NO_JSON = Set.of("SseEmitter", "MultiValueMapStringString", "cache.Prebuilt");

    void describe(Components components) {
        if (components.getSchemas() != null) {
            components.getSchemas().keySet().removeAll(NO_JSON);
            components.getSchemas().forEach((name, schema) -> {
                Class<?> type = name.startsWith(PAGE) ? Page.class : names.type(name);
                if (type != null) {
                    describe(type, schema);
                }
            });
        }
    }

    private static void describe(Class<?> type, Schema<?> schema) {
        ClassJavadoc javadoc = RuntimeJavadoc.getJavadoc(type);
        String text = Markdown.of(javadoc.getComment());
        if (!text.isEmpty()) {
            schema.setDescription(text);
        }
        if (!type.isRecord() || schema.getProperties() == null) {
            return;
        }
        Map<String, Schema> properties = schema.getProperties();
        Set<String> required = new LinkedHashSet<>(schema.getRequired() == null ? List.of() : schema.getRequired());
        boolean nullsLeftOut = leavesNullsOut(type);
        for (RecordComponent component : type.getRecordComponents()) {
            Schema<?> property = properties.get(component.getName());
            if (property == null) {
                continue;
            }
            // A set takes what comes twice, once.
            property.setUniqueItems(null);
            Schema<?> shown = property;
            String said = said(javadoc, component.getName());
            StatedValues.add(property, said);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            } else if (!nullsLeftOut && !required.contains(component.getName())) {
                shown = nullable(property);
                properties.put(component.getName(), shown);
            }
            if (!said.isEmpty()) {
                shown.setDescription(said);
            }
        }
        methods(type, javadoc, properties);
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    /** Properties that are no components but worked out of them. */
    private static void methods(Class<?> type, ClassJavadoc javadoc, Map<String, Schema> properties) {
        Set<String> components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        for (MethodJavadoc method : javadoc.getMethods()) {
            Matcher getter = GETTER.matcher(method.getName());
            if (getter.matches()) {
                String name = getter.group(1).toLowerCase(Locale.ROOT) + getter.group(2);
                Schema<?> property = components.contains(name) ? null : properties.get(name);
                if (property != null) {
                    property.setDescription(Markdown.of(method.getComment()));
                }
            }
        }
    }

    private static boolean leavesNullsOut(Class<?> type) {
        JsonInclude include = type.getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    private static String said(ClassJavadoc javadoc, String component) {
        for (ParamJavadoc parameter : javadoc.getRecordComponents()) {
            if (parameter.getName().equals(component)) {
                return OperationText.sentence(Markdown.of(parameter.getComment()));
            }
        }
        return "";
    }

    /** The same, or null. */
    private static Schema<?> nullable(Schema<?> schema) {
        if (schema.get$ref() == null && schema.getTypes() != null) {
            Set<String> types = new LinkedHashSet<>(schema.getTypes());
            types.add("null");
            schema.setTypes(types);
            if (schema.getEnum() != null) {
                @SuppressWarnings("unchecked")
                Schema<Object> listed = (Schema<Object>) schema;
                List<Object> values = new ArrayList<>(listed.getEnum());
                values.add(null);
                listed.setEnum(values);
            }
            return schema;
        }
        if (schema.get$ref() == null && schema.getAnyOf() == null && schema.getOneOf() == null) {
            return schema; // Takes anything.
        }
        JsonSchema nothing = new JsonSchema();
        nothing.setTypes(Set.of("null"));
        JsonSchema either = new JsonSchema();
        either.setAnyOf(List.of(schema, nothing));
        return either;
    }
}

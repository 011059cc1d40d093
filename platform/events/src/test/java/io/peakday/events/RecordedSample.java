package io.peakday.events;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payload made up from its record: the same each time, with all its optional fields or none.
 *
 * @param value the record
 * @param constants of the enums in it, by the paths of the fields
 */
record RecordedSample(Object value, SortedMap<String, List<String>> constants) {
    /** Texts of fields whose records are particular about them. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("email", "anna@example.com"),
            Map.entry("oldEmail", "anna@example.com"),
            Map.entry("newEmail", "berg@example.com"),
            Map.entry("undoneEmail", "berg@example.com"),
            Map.entry("currency", "EUR"),
            Map.entry("country", "DE"),
            Map.entry("postalCode", "10115"),
            Map.entry("phone", "+49 30 1234567"),
            Map.entry("url", "https://example.com/parcel"),
            Map.entry("slug", "red-kettle"));

    static RecordedSample full(Class<?> payload) {
        SortedMap<String, List<String>> constants = new TreeMap<>();
        return new RecordedSample(new Maker(true, constants).record(payload, ""), constants);
    }

    static RecordedSample minimal(Class<?> payload) {
        SortedMap<String, List<String>> constants = new TreeMap<>();
        return new RecordedSample(new Maker(false, constants).record(payload, ""), constants);
    }

    /** The paths of what a value lacks although its records do not say that it may be left out. */
    static List<String> missing(Object value, String at) {
        List<String> missing = new ArrayList<>();
        if (value instanceof Iterable<?> elements) {
            elements.forEach(element -> missing.addAll(missing(element, at + "[]")));
        }
        if (!value.getClass().isRecord()) {
            return missing;
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String path = path(at, component);
            Object field = get(component, value);
            if (field != null) {
                missing.addAll(missing(field, path));
            } else if (!isOptional(component)) {
                missing.add(path);
            }
        }
        return missing;
    }

    private static @Nullable Object get(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String path(String at, RecordComponent component) {
        return at.isEmpty() ? component.getName() : at + '.' + component.getName();
    }

    /** Makes values up. */
    private record Maker(boolean all, SortedMap<String, List<String>> constants) {
        Object record(Class<?> type, String at) {
            RecordComponent[] components = type.getRecordComponents();
            @Nullable Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                RecordComponent component = components[i];
                values[i] = !all && isOptional(component)
                        ? null
                        : value(component.getGenericType(), component.getName(), path(at, component));
            }
            try {
                Constructor<?> canonical = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                canonical.setAccessible(true);
                return canonical.newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("no sample of " + type + ": " + e.getCause(), e);
            }
        }

        private Object value(Type type, String name, String at) {
            if (type instanceof ParameterizedType parameterized) {
                Type[] arguments = parameterized.getActualTypeArguments();
                Class<?> raw = (Class<?>) parameterized.getRawType();
                if (raw == List.class) {
                    return List.of(value(arguments[0], name, at + "[]"));
                } else if (raw == Set.class) {
                    return Set.of(value(arguments[0], name, at + "[]"));
                } else if (raw == Map.class && arguments[0] == String.class) {
                    return Map.of("colour", value(arguments[1], "Red", at));
                }
            } else if (type instanceof Class<?> plain) {
                return plain(plain, name, at);
            }
            throw unknown(type, at);
        }

        private Object plain(Class<?> type, String name, String at) {
            if (type.isRecord()) {
                return record(type, at);
            } else if (type.isEnum()) {
                Object[] values = type.getEnumConstants();
                constants.put(
                        at,
                        Arrays.stream(values)
                                .map(one -> ((Enum<?>) one).name())
                                .sorted()
                                .toList());
                return values[0];
            } else if (type == String.class) {
                return TEXTS.getOrDefault(name, name);
            } else if (type == UUID.class) {
                return new UUID(0x0198_0f3a_6f00_7000L, 0x8000_0000_0000_0000L | (name.hashCode() & 0xffff_ffffL));
            } else if (type == Instant.class) {
                return Instant.parse("2026-06-01T12:00:00Z");
            } else if (type == LocalDate.class) {
                return LocalDate.of(2026, 6, 4);
            } else if (type == int.class || type == Integer.class) {
                return 7;
            } else if (type == long.class || type == Long.class) {
                return 4_990L;
            } else if (type == double.class || type == Double.class) {
                return 4.5;
            } else if (type == boolean.class || type == Boolean.class) {
                return true;
            }
            throw unknown(type, at);
        }

        private static IllegalStateException unknown(Type type, String at) {
            return new IllegalStateException("no sample is known of " + type + " at " + at);
        }
    }
}

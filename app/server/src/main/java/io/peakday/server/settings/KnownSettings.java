package io.peakday.server.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Every key that may be set, read off the settings records themselves: {@code peakday.cart} and its component
 * {@code maxLines} make {@code peakday.cart.max-lines}. A component that is a map makes an open prefix.
 */
public final class KnownSettings {
    private final Map<String, Class<?>> keys = new TreeMap<>();
    private final List<String> openPrefixes = new ArrayList<>();

    public KnownSettings(Collection<Class<?>> records) {
        for (Class<?> type : records) {
            ConfigurationProperties prefix = type.getAnnotation(ConfigurationProperties.class);
            if (prefix == null || !type.isRecord()) {
                throw new IllegalArgumentException(type + " is not a settings record");
            }
            add(prefix.value().isEmpty() ? prefix.prefix() : prefix.value(), type);
        }
    }

    private void add(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "." + kebab(component.getName());
            Class<?> value = component.getType();
            if (Map.class.isAssignableFrom(value)) {
                openPrefixes.add(key + ".");
            } else if (Collection.class.isAssignableFrom(value) && isRecordList(component.getGenericType())) {
                openPrefixes.add(key + "[");
            } else if (value.isRecord() && value.getName().startsWith("io.peakday.")) {
                add(key, value);
            } else {
                keys.put(key, value);
            }
        }
    }

    private static boolean isRecordList(Type type) {
        return type instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord();
    }

    public boolean isKnown(String key) {
        int index = key.indexOf('[');
        return keys.containsKey(index < 0 ? key : key.substring(0, index))
                || openPrefixes.stream().anyMatch(key::startsWith);
    }

    public Collection<String> keys() {
        return keys.keySet();
    }

    /**
     * The key that an environment variable such as {@code PEAKDAY_CART_MAX_LINES} means, if any. What follows the name of a
     * map is a key of it, in small letters and with a dot for each underscore: {@code
     * PEAKDAY_ENGINES_KAFKA_PROPERTIES_SASL_MECHANISM} sets the property {@code sasl.mechanism}.
     */
    public Optional<String> fromEnvironment(String variable) {
        String wanted = squeeze(variable);
        return keys.keySet().stream()
                .filter(key -> squeeze(key).equals(wanted))
                .findFirst()
                .or(() -> inMap(variable));
    }

    private Optional<String> inMap(String variable) {
        return openPrefixes.stream()
                .filter(prefix -> prefix.endsWith("."))
                .filter(prefix -> variable.startsWith(environment(prefix)) && variable.length() > prefix.length())
                .findFirst()
                .map(prefix -> prefix
                        + variable.substring(prefix.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'));
    }

    /** The variable that gives the setting; {@link #fromEnvironment} takes it back. */
    public static String environment(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The known key that looks most like the given one, if one looks like it at all. */
    public Optional<String> nearest(String key) {
        String wanted = squeeze(key);
        String best = null;
        int bestDistance = Math.max(3, wanted.length() / 3);
        for (String known : keys.keySet()) {
            int distance = Spelling.distance(wanted, squeeze(known));
            if (distance < bestDistance) {
                best = known;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether the value must never be printed. */
    public static boolean isSecret(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        return key.endsWith(".jaas.config")
                || last.matches(".*(password|secret|token|credential|private|api-key|audit-key|signing-key).*");
    }

    private static String squeeze(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}

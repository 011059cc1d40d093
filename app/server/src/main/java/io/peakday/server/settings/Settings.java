package io.peakday.server.settings;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionException;

/**
 * The settings of this start: a properties file, over it the environment ({@code PEAKDAY_CART_MAX_LINES}), over it the
 * flags ({@code --set peakday.cart.max-lines=50}).
 *
 * <p>All of them are checked before anything starts: an unknown key names the nearest known one, an ill-formed value
 * says what is expected, and all mistakes are reported at once. The value of a secret is never shown.
 */
public final class Settings {
    /** Variables that begin with our prefix but are the launcher's or the tests', not settings. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("PEAKDAY_HEAP", "PEAKDAY_JAVA_OPTIONS", "PEAKDAY_DATA", "PEAKDAY_HOME", "PEAKDAY_DEBUG");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * @param file a properties file, or null
     * @throws Failure {@code settings.invalid}, with every wrong key as a field
     */
    public static Settings load(
            Collection<Class<?>> records,
            @Nullable Path file,
            Map<String, String> environment,
            Map<String, String> flags) {
        KnownSettings known = new KnownSettings(records);
        List<FieldError> errors = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        if (file != null) {
            read(file).forEach((key, value) -> put(known, values, errors, file.toString(), key, value));
        }
        environment.forEach((variable, value) -> {
            if (variable.startsWith("PEAKDAY_") && !NOT_SETTINGS.contains(variable)) {
                String key = known.fromEnvironment(variable).orElse(null);
                if (key == null) {
                    errors.add(unknown(known, "environment", variable));
                } else {
                    values.put(key, value);
                }
            }
        });
        flags.forEach((key, value) -> put(known, values, errors, "--set", key, value));
        bindAll(records, values, errors);
        if (!errors.isEmpty()) {
            String all =
                    String.join("\n  ", errors.stream().map(FieldError::message).toList());
            throw Failure.invalid("settings.invalid", "The settings cannot be used:\n  " + all, errors);
        }
        return new Settings(values);
    }

    /** The settings that were given (not the defaults), by key. */
    public Map<String, String> values() {
        return values;
    }

    /** One settings record, with its defaults where nothing was given. */
    public <T> T bind(Class<T> type) {
        return bind(type, values);
    }

    private static void put(
            KnownSettings known,
            Map<String, String> values,
            List<FieldError> errors,
            String source,
            String key,
            String value) {
        if (known.isKnown(key)) {
            values.put(key, value);
        } else {
            errors.add(unknown(known, source, key));
        }
    }

    private static FieldError unknown(KnownSettings known, String source, String key) {
        String hint = known.nearest(key)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; 'peakday doctor --settings' lists the known ones.");
        return new FieldError(key, "unknown", source + ": there is no setting " + key + hint);
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw Failure.invalid("settings.unreadable", "There is no settings file " + file + ".");
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.invalid(
                    "settings.unreadable", "The settings file " + file + " cannot be read: " + e.getMessage());
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    private static void bindAll(Collection<Class<?>> records, Map<String, String> values, List<FieldError> errors) {
        List<Object> given = new ArrayList<>();
        for (Class<?> type : records) {
            try {
                Object bound = bind(type, values);
                String prefix = prefix(type) + ".";
                if (values.keySet().stream().anyMatch(key -> key.startsWith(prefix))) {
                    given.add(bound);
                }
            } catch (BindException e) {
                errors.add(illFormed(e, values));
            }
        }
        if (!given.isEmpty()) {
            check(given, errors);
        }
    }

    /** The limits that the records declare; defaults keep theirs, so that only what was given is looked at. */
    private static void check(List<Object> given, List<FieldError> errors) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            for (Object record : given) {
                for (var wrong : validators.getValidator().validate(record)) {
                    String key = prefix(record.getClass()) + "."
                            + KnownSettings.kebab(wrong.getPropertyPath().toString());
                    String shown = KnownSettings.isSecret(key) ? "" : " '" + wrong.getInvalidValue() + "'";
                    errors.add(new FieldError(key, "out-of-range", key + ":" + shown + " " + wrong.getMessage()));
                }
            }
        }
    }

    private static <T> T bind(Class<T> type, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix(type), Bindable.of(type));
    }

    private static String prefix(Class<?> type) {
        ConfigurationProperties annotation = type.getAnnotation(ConfigurationProperties.class);
        if (annotation == null) {
            throw new IllegalArgumentException(type + " is not a settings record");
        }
        return annotation.value().isEmpty() ? annotation.prefix() : annotation.value();
    }

    @SuppressWarnings("ReferenceEquality") // what names itself as its cause has no other
    private static FieldError illFormed(BindException e, Map<String, String> values) {
        String key = e.getName().toString();
        String given = values.get(key);
        String shown = given == null || KnownSettings.isSecret(key) ? "" : " '" + given + "'";
        ResolvableType target = e.getTarget().getType();
        // Of a list or set it is one of the elements that is wrong.
        Class<?> whole = target.resolve(Object.class);
        Class<?> type =
                Collection.class.isAssignableFrom(whole) ? target.getGeneric(0).resolve(Object.class) : whole;
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause && !(cause instanceof ConversionException)) {
            cause = cause.getCause();
        }
        // What a record's own constructor says is said to a person; a conversion's message is for programmers.
        String wrong = cause instanceof ConversionException || cause.getMessage() == null || KnownSettings.isSecret(key)
                ? " is not " + expected(type) + "."
                : " " + cause.getMessage();
        return new FieldError(key, "ill-formed", key + ":" + shown + wrong);
    }

    private static String expected(Class<?> type) {
        Object[] choices = type.getEnumConstants();
        if (choices != null) {
            return "one of "
                    + Stream.of(choices)
                            .map(choice -> choice.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number that fits";
            case "double", "Double", "BigDecimal" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "a duration, such as 500ms, 30s or 5m";
            case "DataSize" -> "a size, such as 512KB or 10MB";
            default -> "a valid " + type.getSimpleName();
        };
    }
}

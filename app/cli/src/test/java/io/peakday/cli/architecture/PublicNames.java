package io.peakday.cli.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.DeclaredRole;
import io.peakday.identity.PermissionModule;
import io.peakday.server.ModuleRegistry;
import io.peakday.testkit.GoldenLists;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names that are stored, or that others have written down: in their databases, settings, dashboards, clients and policies.
 * Read from the sources, so that no module has to be started and none can be forgotten.
 */
final class PublicNames {
    private static final List<Kind> IN_SOURCES = List.of(
            Kind.of("event", "new EventType<>\\(\\s*\"([^\"]+)\",\\s*(\\d+),"),
            Kind.of("subscription", "Subscription\\.(?:durable|broadcast)\\(\\s*\"([^\"]+)\""),
            Kind.of("problem", "(?:Failure\\.\\w+|new Failure)\\(\\s*(?:[\\w.]*Fault\\.\\w+,\\s*)?\"([a-z0-9.-]+)\""),
            Kind.of("field problem", "new FieldError\\([^;]{1,80}?,\\s*\"([a-z0-9-]+)\""),
            Kind.of("setting or metric", "\"(peakday\\.[a-z0-9.-]*[a-z0-9])\""),
            Kind.of("cookie", "\"(peakday_[a-z_]+)\""),
            Kind.of("header", "\"(Peakday-[A-Za-z-]+)\""),
            Kind.of(
                    "audit action",
                    "\\b(?:append|appendAs|audit|write)\\((?:[^;\"]|\"[^\"]*\")*?\"([a-z-]+\\.[a-z]+(?:-[a-z]+)*)\""),
            Kind.of("path", "@(Get|Post|Put|Patch|Delete|Request)Mapping\\(\\s*(?:value = |path = )?\"([^\"]+)\""));

    private static final Pattern EVENT =
            Pattern.compile("new EventType<>\\(\\s*\"([^\"]+)\",\\s*\\d+,\\s*([\\w\"-]+),");

    private static final GoldenLists LISTS = GoldenLists.named("names.txt");

    private final SortedMap<String, SortedSet<String>> names = new TreeMap<>();

    private PublicNames() {}

    /** A kind of name, and how it looks in a source. */
    private record Kind(String name, Pattern pattern) {
        static Kind of(String name, String pattern) {
            return new Kind(name, Pattern.compile(pattern));
        }
    }

    /** What the modules have recorded. */
    static GoldenLists lists() {
        return LISTS;
    }

    /** Those of every module by its folder, one a line: {@code kind name}. */
    static SortedMap<String, SortedSet<String>> byModule() throws IOException {
        PublicNames found = new PublicNames();
        for (Path file : Sources.in(Sources.ROOT, "/src/main/")) {
            found.read(file);
        }
        for (Class<? extends ModuleDescriptor> module : ModuleRegistry.all()) {
            if (ModuleDescriptor.of(module) instanceof PermissionModule declares) {
                for (DeclaredPermission one : declares.permissions()) {
                    found.of(module.getName())
                            .add("permission " + one.permission().name());
                }
                for (DeclaredRole one : declares.roles()) {
                    found.of(module.getName()).add("role " + one.role().name());
                }
            }
        }
        JavaClasses program = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.peakday");
        found.settings(program);
        for (Map.Entry<String, SortedSet<String>> stored :
                StoredStates.in(program).entrySet()) {
            found.of(stored.getKey()).addAll(stored.getValue());
        }
        found.names.values().removeIf(SortedSet::isEmpty);
        return found.names;
    }

    /** Those of the API's published document, which is one for all modules. */
    static SortedSet<String> published() throws IOException {
        return api(JsonMapper.shared().readTree(Files.readAllBytes(Sources.ROOT.resolve("docs/openapi.json"))));
    }

    /** Of all modules together. */
    static SortedSet<String> union(SortedMap<String, SortedSet<String>> byModule) {
        SortedSet<String> all = new TreeSet<>();
        byModule.values().forEach(all::addAll);
        return all;
    }

    private SortedSet<String> of(String className) {
        return ofModule(LISTS.module(className));
    }

    private SortedSet<String> ofModule(String module) {
        return names.computeIfAbsent(module, folder -> new TreeSet<>());
    }

    private void read(Path file) throws IOException {
        String name = file.toString();
        SortedSet<String> names =
                ofModule(Sources.ROOT.relativize(file).subpath(0, 2).toString());
        if (name.endsWith(".java")) {
            String source = Files.readString(file);
            IN_SOURCES.forEach(kind -> add(kind, source, names));
            topics(source, names);
        } else if (name.endsWith("default-policies.yaml") || name.endsWith("META-INF/peakday/limits.yaml")) {
            add(Kind.of("limit", "(?m)^  ([a-z][a-z-]*):$"), Files.readString(file), names);
        } else if (name.endsWith(".sql") && name.contains("/db/")) {
            // What was applied somewhere is never changed.
            String migration = name.substring(name.indexOf("/db/") + 4);
            names.add("migration " + migration + " " + digest(Files.readAllBytes(file)));
        }
    }

    /** Where the events of each type lie; a topic is written beside the type or is a constant of the same source. */
    private static void topics(String source, SortedSet<String> names) {
        Matcher event = EVENT.matcher(source);
        while (event.find()) {
            String topic = event.group(2);
            if (!topic.startsWith("\"")) {
                Matcher constant =
                        Pattern.compile("String " + topic + " = (\"[^\"]+\");").matcher(source);
                if (!constant.find()) {
                    throw new IllegalStateException("Which topic is " + topic + " of " + event.group(1) + "?");
                }
                topic = constant.group(1);
            }
            names.add("topic " + topic.replace("\"", "") + " " + event.group(1));
        }
    }

    private static void add(Kind kind, String text, SortedSet<String> names) {
        Matcher found = kind.pattern().matcher(text);
        while (found.find()) {
            StringBuilder name = new StringBuilder(kind.name());
            for (int group = 1; group <= found.groupCount(); group++) {
                name.append(' ').append(found.group(group));
            }
            names.add(name.toString());
        }
    }

    private void settings(JavaClasses program) {
        for (JavaClass one : program) {
            if (one.isAnnotatedWith(ConfigurationProperties.class)) {
                Class<?> settings = one.reflect();
                settings(settings.getAnnotation(ConfigurationProperties.class).value(), settings, of(one.getName()));
            }
        }
    }

    private static void settings(String prefix, Class<?> settings, SortedSet<String> names) {
        for (RecordComponent one : settings.getRecordComponents()) {
            String name =
                    prefix + '.' + one.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (one.getType().isRecord() && one.getType().getName().startsWith("io.peakday")) {
                settings(name, one.getType(), names);
            } else {
                names.add("setting " + name);
            }
        }
    }

    private static SortedSet<String> api(JsonNode document) {
        SortedSet<String> names = new TreeSet<>();
        document.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
                    names.add("api " + method.toUpperCase(Locale.ROOT) + " " + path);
                    operation
                            .path("parameters")
                            .forEach(one -> names.add("api parameter " + path + " "
                                    + one.path("in").asString("") + " "
                                    + one.path("name").asString("")));
                }));
        document.get("components")
                .get("schemas")
                .forEachEntry((schema, body) -> body.path("properties")
                        .forEachEntry((property, ignored) -> names.add("api field " + property)));
        return names;
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

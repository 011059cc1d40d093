package io.peakday.cli.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.server.ModuleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is not yet as the architecture wants it, one a line, in words that outlive a line number. */
final class Violations {
    private static final Pattern TABLE = Pattern.compile("(?i)([a-z_]+)\\.([a-z_]+)");

    /** One table or several with commas between them, with or without names of their own. */
    private static final Pattern TABLES = Pattern.compile(
            "(?i)\\b(?:from|join|into|update|table|truncate|exists|analyze|vacuum|lock)\\s+(?:only\\s+)?"
                    + "((?:[a-z_]+\\.[a-z_]+(?:\\s+(?:as\\s+)?[a-z_]+)?\\s*,\\s*)*[a-z_]+\\.[a-z_]+)\\b");

    /** How long a line of a template may be: a sentence that it holds goes on one line. */
    private static final int TEMPLATE_LINE = 200;

    /** How much a class may be made of: what takes more does more than one thing. */
    private static final int PARAMETERS = 6;

    private Violations() {}

    /**
     * Uses of another module's nested packages, which are its own business: {@code module -> class}. A package {@code bench} is a jar of
     * its own, and what the benchmarks of other modules see of it is public.
     */
    static SortedSet<String> usesOfInternals(Iterable<JavaClass> classes) {
        SortedSet<String> found = new TreeSet<>();
        for (JavaClass type : classes) {
            String module = module(type);
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String other = module(target);
                if (!module.isEmpty()
                        && !other.isEmpty()
                        && !module.equals(other)
                        && isNested(target)
                        && !bothMeasure(type, target)) {
                    found.add(module + " -> " + topLevel(target));
                }
            });
        }
        return found;
    }

    /**
     * Uses of tables in a module that does not own them: {@code folder -> schema.table}. What tests plant in order to see it noticed
     * (their folders {@code planted}) is no use: no module's API would let them.
     */
    static SortedSet<String> usesOfOthersTables(Path root) throws IOException {
        Map<String, Path> owners = owners(root);
        Map<String, Path> moved = moved(root);
        SortedSet<String> found = new TreeSet<>();
        for (Path file : Sources.in(root, "/src/")) {
            boolean test = file.toString().contains("/src/test/");
            if (!file.toString().endsWith(".java") || (test && file.toString().contains("/planted/"))) {
                continue;
            }
            Path module = root.relativize(file).subpath(0, 2);
            usesOfOthersTables(Files.readString(file), module, owners, moved)
                    .forEach(table -> found.add(module + (test ? " (tests)" : "") + " -> " + table));
        }
        return found;
    }

    /** @param moved the owners of tables that are not their schema's module's, by {@code schema.table} */
    static SortedSet<String> usesOfOthersTables(
            String source, Path module, Map<String, Path> owners, Map<String, Path> moved) {
        SortedSet<String> found = new TreeSet<>();
        Matcher tables = TABLES.matcher(source);
        while (tables.find()) {
            Matcher table = TABLE.matcher(tables.group(1));
            while (table.find()) {
                Path owner = moved.getOrDefault(table.group(), owners.get(table.group(1)));
                if (owner != null && !owner.equals(module)) {
                    found.add(table.group());
                }
            }
        }
        return found;
    }

    /** Migrations that wait for a lock for as long as it takes, and everybody behind them. */
    static SortedSet<String> migrationsWithoutLockTimeout(Path root) throws IOException {
        SortedSet<String> found = new TreeSet<>();
        for (Path file : Sources.in(root, "/src/main/resources/db/")) {
            if (file.toString().contains("/src/main/resources/db/")
                    && !Files.readString(file).contains("set lock_timeout")) {
                found.add(root.relativize(file).toString());
            }
        }
        return found;
    }

    /**
     * Migrations that take something away from the programs that do not know them, and do not say which may use what is left:
     * {@code file: what}.
     */
    static SortedSet<String> breakingMigrations(Path root) throws IOException {
        SortedSet<String> found = new TreeSet<>();
        for (Path file : Sources.in(root, "/src/main/resources/db/")) {
            BreakingStatements.in(Files.readString(file))
                    .forEach(what -> found.add(root.relativize(file) + ": " + what));
        }
        return found;
    }

    /** The tables that a module's descriptor says are its own in the schema of another, and the module's folder. */
    private static Map<String, Path> moved(Path root) throws IOException {
        Map<String, Path> moved = new HashMap<>();
        for (Class<? extends ModuleDescriptor> type : ModuleRegistry.all()) {
            String file = "/src/main/java/" + type.getName().replace('.', '/') + ".java";
            for (String table : ModuleDescriptor.of(type).tables()) {
                for (Path found : Sources.in(root, file)) {
                    moved.put(table, root.relativize(found).subpath(0, 2));
                }
            }
        }
        return moved;
    }

    /** Templates with a line that nobody reads to its end. */
    static SortedSet<String> templatesWithLongLines(Path root) throws IOException {
        SortedSet<String> found = new TreeSet<>();
        for (Path file : Sources.in(root, "/src/main/")) {
            if (file.toString().endsWith(".jte")
                    && Files.readString(file).lines().anyMatch(line -> line.length() > TEMPLATE_LINE)) {
                found.add(root.relativize(file).toString());
            }
        }
        return found;
    }

    /**
     * Constructors of classes with too many parameters, a line for each that is one too many: {@code class, parameter 7}. So one that is
     * recorded gets none more. Records are values and may have as many as they like.
     */
    static SortedSet<String> constructorsWithTooManyParameters(Iterable<JavaClass> classes) {
        SortedSet<String> found = new TreeSet<>();
        for (JavaClass type : classes) {
            if (type.isRecord() || type.isAnonymousClass() || type.isLocalClass()) {
                continue;
            }
            for (JavaConstructor constructor : type.getConstructors()) {
                int written = constructor.getRawParameterTypes().size() - madeByTheCompiler(type);
                for (int parameter = PARAMETERS + 1; parameter <= written; parameter++) {
                    found.add(type.getName() + ", parameter " + parameter);
                }
            }
        }
        return found;
    }

    /** An enum's constructor takes name and number too, that of an inner class what it stands in. */
    private static int madeByTheCompiler(JavaClass type) {
        if (type.isEnum()) {
            return 2;
        }
        return type.isInnerClass() ? 1 : 0;
    }

    /** Whose schema is whose. */
    private static Map<String, Path> owners(Path root) throws IOException {
        Map<String, Path> owners = new HashMap<>();
        for (Path file : Sources.in(root, "/src/main/resources/db/")) {
            owners.put(
                    file.getParent().getFileName().toString(),
                    root.relativize(file).subpath(0, 2));
        }
        return owners;
    }

    private static String module(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("io.peakday.") ? name.split("\\.")[2] : "";
    }

    private static boolean isNested(JavaClass type) {
        return type.getPackageName().split("\\.").length > 3;
    }

    private static boolean bothMeasure(JavaClass type, JavaClass target) {
        return Architecture.measures(type) && Architecture.measures(target);
    }

    private static String topLevel(JavaClass type) {
        String name = type.getName();
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }
}

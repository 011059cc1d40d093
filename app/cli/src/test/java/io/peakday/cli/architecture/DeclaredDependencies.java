package io.peakday.cli.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What modules of the program say in their {@code pom.xml} that they use of others, against what their classes use: a module that comes
 * along with another may go again with it, and one that is not used is built and shipped for nothing.
 *
 * @param byModule of each module, those that it declares for more than its tests
 */
record DeclaredDependencies(Map<String, Set<String>> byModule) {
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency><groupId>io\\.peakday</groupId><artifactId>peakday-([a-z-]+)</artifactId>(?!.*<scope>test</scope>).*</dependency>");

    static DeclaredDependencies of(Path root) throws IOException {
        Map<String, Set<String>> all = new TreeMap<>();
        for (Path pom : Sources.in(root, "/pom.xml")) {
            String module = packageName(pom.getParent().getFileName().toString());
            all.put(
                    module,
                    DEPENDENCY
                            .matcher(Files.readString(pom))
                            .results()
                            .map((MatchResult declared) -> packageName(declared.group(1)))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return new DeclaredDependencies(all);
    }

    /** {@code module -> other} where classes use another module that theirs does not declare. */
    SortedSet<String> undeclared(Iterable<JavaClass> classes) {
        SortedSet<String> used = used(classes);
        used.removeAll(declared());
        return used;
    }

    /** {@code module -> other} where a module declares another that none of its classes uses. */
    SortedSet<String> unused(Iterable<JavaClass> classes) {
        SortedSet<String> declared = declared();
        declared.removeAll(used(classes));
        return declared;
    }

    private SortedSet<String> declared() {
        SortedSet<String> declared = new TreeSet<>();
        byModule.forEach((module, others) -> others.forEach(other -> declared.add(module + " -> " + other)));
        return declared;
    }

    private static SortedSet<String> used(Iterable<JavaClass> classes) {
        SortedSet<String> used = new TreeSet<>();
        for (JavaClass type : classes) {
            String module = Architecture.module(type);
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                String other = Architecture.module(dependency.getTargetClass().getBaseComponentType());
                if (!module.isEmpty() && !other.isEmpty() && !module.equals(other)) {
                    used.add(module + " -> " + other);
                }
            });
        }
        return used;
    }

    /** A package has no hyphen: {@code command-kit} is {@code commandkit}. */
    private static String packageName(String folder) {
        return folder.replace("-", "");
    }
}

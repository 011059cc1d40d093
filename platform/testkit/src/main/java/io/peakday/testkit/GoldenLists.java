package io.peakday.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A list that the modules keep in parts, each its own beside its code ({@code src/test/resources/golden}), and that a test of the whole
 * program compares with what the program is now: so a new module brings its part, and no other list changes.
 *
 * @param root the folder of all modules
 * @param modules that are in it
 * @param name of the file, the same in each module; one that has nothing to record has none
 */
public record GoldenLists(Path root, ModuleFolders modules, String name) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    /** Of the modules beside the one whose tests are running. */
    public static GoldenLists named(String name) {
        Path root = Path.of("..", "..").toAbsolutePath().normalize();
        return new GoldenLists(root, ModuleFolders.in(root), name);
    }

    /**
     * The module whose package a class is in.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String module(String className) {
        return modules.of(className);
    }

    /** What is recorded, by module. */
    public SortedMap<String, SortedSet<String>> recorded() throws IOException {
        SortedMap<String, SortedSet<String>> recorded = new TreeMap<>();
        for (String module : modules.all()) {
            Path file = file(module);
            if (Files.exists(file)) {
                recorded.put(module, new TreeSet<>(Files.readAllLines(file)));
            }
        }
        return recorded;
    }

    /** Writes each module's part, and deletes the part of one that has nothing any more. */
    public void record(SortedMap<String, SortedSet<String>> now) throws IOException {
        for (String module : modules.all()) {
            SortedSet<String> lines = now.getOrDefault(module, new TreeSet<>());
            if (lines.isEmpty()) {
                Files.deleteIfExists(file(module));
            } else {
                Files.createDirectories(file(module).getParent());
                Files.write(file(module), lines);
            }
        }
    }

    /** Each line that is in one of the two and not in the other, and whose it is; none where all is as it was recorded. */
    public List<String> differences(SortedMap<String, SortedSet<String>> now) throws IOException {
        List<String> found = new ArrayList<>();
        SortedMap<String, SortedSet<String>> recorded = recorded();
        SortedSet<String> modules = new TreeSet<>(recorded.keySet());
        modules.addAll(now.keySet());
        for (String module : modules) {
            SortedSet<String> before = recorded.getOrDefault(module, new TreeSet<>());
            SortedSet<String> after = now.getOrDefault(module, new TreeSet<>());
            before.stream()
                    .filter(line -> !after.contains(line))
                    .forEach(line -> found.add(module + " has no more: " + line));
            after.stream()
                    .filter(line -> !before.contains(line))
                    .forEach(line -> found.add(module + " has, and has not recorded: " + line));
        }
        return found;
    }

    private Path file(String module) {
        return root.resolve(module).resolve(FOLDER).resolve(name);
    }
}

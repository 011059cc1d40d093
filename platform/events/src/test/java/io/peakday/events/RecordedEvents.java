package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The events of a module as they were recorded, one file for a type and a version, in its {@code src/test/resources/events}; for the
 * tests of the modules above, too. What is in a topic, an outbox or a dead letter was written by yesterday's program, and a node of
 * the version before reads what today's writes: so a recorded file is never changed, and a payload with one more optional field is
 * a new version, recorded beside the old one by {@code -Dpeakday.events.record=true}.
 */
public final class RecordedEvents {
    private static final byte[] MENTION = "Lio/peakday/events/EventType;".getBytes(StandardCharsets.ISO_8859_1);

    private RecordedEvents() {}

    /**
     * Reads all that was recorded in the module's folder with the types it declares today.
     *
     * @throws AssertionError naming every type that is not recorded, or not as it was
     */
    public static void check(Path module) throws IOException {
        check(module, Boolean.getBoolean("peakday.events.record"));
    }

    static void check(Path module, boolean record) throws IOException {
        List<EventType<?>> declared = declaredIn(module);
        Path folder = module.resolve(Path.of("src", "test", "resources", "events"));
        if (record) {
            for (EventType<?> type : declared) {
                record(type, folder);
            }
        }
        Map<String, List<RecordedEvent>> recorded = read(folder);
        List<String> problems = new ArrayList<>();
        for (EventType<?> type : declared) {
            problems.addAll(problems(type, recorded.getOrDefault(type.name(), List.of())));
            recorded.remove(type.name());
        }
        recorded.keySet().forEach(name -> problems.add(name + " was recorded and is declared no more"));
        assertThat(problems).as("events of %s", module).isEmpty();
    }

    /** The types that the module's classes declare, whatever their visibility. */
    public static List<EventType<?>> declaredIn(Path module) throws IOException {
        Path classes = module.resolve(Path.of("target", "classes"));
        List<EventType<?>> found = new ArrayList<>();
        if (!Files.isDirectory(classes)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                if (mentions(Files.readAllBytes(file))) {
                    String name = classes.relativize(file).toString().replace('/', '.');
                    found.addAll(declaredBy(name.substring(0, name.length() - ".class".length())));
                }
            }
        }
        return found;
    }

    /** What is wrong with a type, if this was recorded of it. */
    static List<String> problems(EventType<?> type, List<RecordedEvent> recorded) {
        List<String> problems = new ArrayList<>();
        if (recorded.stream().noneMatch(one -> one.version() == type.version())) {
            problems.add(type.name() + " is not recorded in version " + type.version()
                    + ": -Dpeakday.events.record=true does it");
        }
        recorded.forEach(one -> problems.addAll(one.problems(type)));
        return problems;
    }

    private static void record(EventType<?> type, Path folder) throws IOException {
        RecordedEvent now = RecordedEvent.of(type);
        Path file = folder.resolve(now.fileName());
        // What was recorded stays as it was.
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Files.writeString(file, now.json());
        }
    }

    private static Map<String, List<RecordedEvent>> read(Path folder) throws IOException {
        Map<String, List<RecordedEvent>> recorded = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return recorded;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                RecordedEvent one = RecordedEvent.parse(Files.readAllBytes(file));
                assertThat(file.getFileName()).hasToString(one.fileName());
                recorded.computeIfAbsent(one.type(), name -> new ArrayList<>()).add(one);
            }
        }
        return recorded;
    }

    private static boolean mentions(byte[] content) {
        for (int from = 0; from + MENTION.length <= content.length; from++) {
            int same = 0;
            while (same < MENTION.length && content[from + same] == MENTION[same]) {
                same++;
            }
            if (same == MENTION.length) {
                return true;
            }
        }
        return false;
    }

    private static List<EventType<?>> declaredBy(String className) {
        try {
            List<EventType<?>> found = new ArrayList<>();
            Class<?> holder = Class.forName(className, false, RecordedEvents.class.getClassLoader());
            for (Field field : holder.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == EventType.class) {
                    field.setAccessible(true);
                    found.add((EventType<?>) field.get(null));
                }
            }
            return found;
        } catch (ReflectiveOperationException e) {
            throw new UncheckedIOException(new IOException(className, e));
        }
    }
}

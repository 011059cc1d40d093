package io.peakday.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One version of an event's type, as it was recorded.
 *
 * @param file {@code type}, {@code version}, {@code topic}, the paths of what is {@code personal}, the {@code constants} of its
 *     enums, a payload with all fields ({@code full}) and, where some may be left out, one without these ({@code minimal})
 */
record RecordedEvent(JsonNode file) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static RecordedEvent parse(byte[] content) {
        return new RecordedEvent(JSON.readTree(content));
    }

    /** As it would be recorded today. */
    static RecordedEvent of(EventType<?> type) {
        ObjectNode file = JSON.createObjectNode();
        file.put("type", type.name());
        file.put("version", type.version());
        file.put("topic", type.topic());
        ArrayNode personal = file.putArray("personal");
        type.personal().forEach(field -> personal.add(field.path()));
        RecordedSample full = RecordedSample.full(type.payload());
        ObjectNode constants = file.putObject("constants");
        full.constants().forEach((path, names) -> {
            ArrayNode all = constants.putArray(path);
            names.forEach(all::add);
        });
        JsonNode withAll = JSON.readTree(EventJson.write(full.value()));
        JsonNode without = JSON.readTree(
                EventJson.write(RecordedSample.minimal(type.payload()).value()));
        file.set("full", withAll);
        if (!without.equals(withAll)) {
            file.set("minimal", without);
        }
        return new RecordedEvent(file);
    }

    String json() {
        return JSON.writeValueAsString(file) + "\n";
    }

    String type() {
        return file.get("type").asString();
    }

    int version() {
        return file.get("version").asInt();
    }

    String fileName() {
        return type() + ".v" + version() + ".json";
    }

    /** What a reader of this type would miss or misunderstand in what was recorded. */
    List<String> problems(EventType<?> today) {
        List<String> problems = new ArrayList<>();
        String name = fileName() + ": ";
        if (!file.get("topic").asString().equals(today.topic())) {
            problems.add(name + "its topic was " + file.get("topic"));
        }
        payload(today, file.get("full")).forEach(problem -> problems.add(name + problem));
        if (file.has("minimal")) {
            payload(today, file.get("minimal")).forEach(problem -> problems.add(name + "minimal: " + problem));
        }
        RecordedEvent now = of(today);
        constants(now).forEach(problem -> problems.add(name + problem));
        if (version() == today.version()) {
            sameShape(now).forEach(problem -> problems.add(name + problem));
        }
        return problems;
    }

    /** The payload, read and written by today's code. */
    private static List<String> payload(EventType<?> today, JsonNode recorded) {
        Object value;
        try {
            value = EventJson.read(today, recorded.toString().getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableEvent e) {
            return List.of("cannot be read: " + e.getMessage());
        }
        List<String> problems = new ArrayList<>();
        RecordedSample.missing(value, "").forEach(path -> problems.add(path + " is not in it and may not be left out"));
        JsonNode written = JSON.readTree(EventJson.write(value));
        if (!written.equals(recorded)) {
            problems.add("was " + recorded + " and is written as " + written);
        }
        return problems;
    }

    private List<String> constants(RecordedEvent now) {
        List<String> problems = new ArrayList<>();
        file.get("constants").forEachEntry((path, names) -> {
            SortedSet<String> gone = texts(names);
            JsonNode still = now.file.get("constants").get(path);
            gone.removeAll(still == null ? new TreeSet<>() : texts(still));
            if (!gone.isEmpty()) {
                problems.add(path + " may hold " + gone + ", which is known no more");
            }
        });
        return problems;
    }

    /** Within a version nothing comes, goes or becomes optional: who reads it relies on that. */
    private List<String> sameShape(RecordedEvent now) {
        List<String> problems = new ArrayList<>();
        for (String part : List.of("personal", "constants")) {
            if (!file.get(part).equals(now.file.get(part))) {
                problems.add(part + " was " + file.get(part) + " and is " + now.file.get(part));
            }
        }
        for (String part : List.of("full", "minimal")) {
            SortedSet<String> before = paths(part);
            SortedSet<String> after = now.paths(part);
            if (!before.equals(after)) {
                problems.add(part + " had the fields " + before + " and has " + after
                        + "; one more optional field is a new version of the type");
            }
        }
        SortedSet<String> fields = paths("full");
        for (String path : texts(file.get("personal"))) {
            if (!fields.contains(path)) {
                problems.add("no field is personal " + path);
            }
        }
        return problems;
    }

    private SortedSet<String> paths(String part) {
        SortedSet<String> paths = new TreeSet<>();
        if (file.has(part)) {
            paths(file.get(part), "", paths);
        }
        return paths;
    }

    private static void paths(JsonNode node, String at, SortedSet<String> paths) {
        if (node.isArray()) {
            node.forEach(element -> paths(element, at + "[]", paths));
        }
        node.forEachEntry((name, value) -> {
            String path = at.isEmpty() ? name : at + '.' + name;
            paths.add(path);
            paths(value, path, paths);
        });
    }

    private static SortedSet<String> texts(JsonNode array) {
        SortedSet<String> texts = new TreeSet<>();
        array.forEach(one -> texts.add(one.asString()));
        return texts;
    }
}

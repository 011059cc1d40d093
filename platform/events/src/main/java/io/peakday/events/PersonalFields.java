package io.peakday.events;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A payload's personal fields, found by where they stand in its text: they are cut out of it and put back into it without reading
 * the rest. (A tree of the payload would cost as much again as writing or reading it.)
 *
 * <p>What is cut out becomes one object, whose names are the fields' paths: {@code {"order.email":"…","order.shipTo":{…}}}.
 */
final class PersonalFields {
    private final EventType<?> type;
    private final byte[] text;
    private final String wanted;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    /** Of each parent that is there: where its members begin, and whether it has any. */
    private final Map<String, Place> places = new HashMap<>();

    private @Nullable String wantedText;
    private int copied;

    private record Place(int at, boolean empty) {}

    private PersonalFields(EventType<?> type, byte[] text, String wanted) {
        this.type = type;
        this.text = text;
        this.wanted = wanted;
        try (JsonParser parser = EventJson.parser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                object(parser, "");
            }
        }
    }

    /**
     * Looks where they stand.
     *
     * @param wanted the member of the root whose text is asked for
     * @throws tools.jackson.core.JacksonException if the payload is not JSON
     */
    static PersonalFields in(EventType<?> type, byte[] payload, String wanted) {
        return new PersonalFields(type, payload, wanted);
    }

    /**
     * A payload without its personal fields, and those; null where it has none.
     *
     * @param rest JSON
     * @param fields JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
    record Cut(byte[] rest, byte @Nullable [] fields) {}

    /** @param payload as {@link EventJson} writes it */
    static Cut cut(EventType<?> type, byte[] payload) {
        PersonalFields found = in(type, payload, "");
        if (found.taken.size() == 0) {
            return new Cut(payload, null);
        }
        found.rest.write(payload, found.copied, payload.length - found.copied);
        found.taken.write('}');
        return new Cut(found.rest.toByteArray(), found.taken.toByteArray());
    }

    /** The text that was asked for; null if it is not there, or is none. */
    @Nullable
    String wantedText() {
        return wantedText;
    }

    /**
     * The payload with its personal fields in their places; one whose parent is not there is left out.
     *
     * @param fields as they were cut out; null to put what stands in their place once they are erased
     */
    byte[] with(byte @Nullable [] fields) {
        Map<String, byte[]> values = fields == null ? erased() : members(fields);
        Map<Place, ByteArrayOutputStream> inserted = new TreeMap<>(Comparator.comparingInt(Place::at));
        for (Personal field : type.personal()) {
            String path = field.path();
            Place place = places.get(path.substring(0, Math.max(0, path.lastIndexOf('.'))));
            byte[] value = values.get(path);
            if (place != null && value != null) {
                ByteArrayOutputStream members = inserted.computeIfAbsent(place, at -> new ByteArrayOutputStream());
                String name = (members.size() == 0 ? "\"" : ",\"") + path.substring(path.lastIndexOf('.') + 1) + "\":";
                members.writeBytes(name.getBytes(StandardCharsets.UTF_8));
                members.writeBytes(value);
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(text.length + 512);
        int from = 0;
        for (Map.Entry<Place, ByteArrayOutputStream> one : inserted.entrySet()) {
            Place place = one.getKey();
            all.write(text, from, place.at() - from);
            all.writeBytes(one.getValue().toByteArray());
            if (!place.empty()) {
                all.write(',');
            }
            from = place.at();
        }
        all.write(text, from, text.length - from);
        return all.toByteArray();
    }

    private Map<String, byte[]> erased() {
        Map<String, byte[]> values = new HashMap<>();
        type.personal().forEach(field -> values.put(field.path(), field.erased().getBytes(StandardCharsets.UTF_8)));
        return values;
    }

    private static Map<String, byte[]> members(byte[] object) {
        Map<String, byte[]> values = new HashMap<>();
        try (JsonParser parser = EventJson.parser(object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                values.put(name, Arrays.copyOfRange(object, begin(parser), skipped(parser)));
            }
        }
        return values;
    }

    /** Goes through the members of the object that begins here, and of those of them that are parents too. */
    private void object(JsonParser parser, String path) {
        int members = end(parser);
        boolean kept = false;
        boolean any = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            any = true;
            String member = path.isEmpty() ? parser.currentName() : path + '.' + parser.currentName();
            int name = begin(parser);
            JsonToken value = parser.nextToken();
            if (isPersonal(member)) {
                take(member, name, begin(parser), skipped(parser), kept);
                continue;
            }
            kept = true;
            if (value == JsonToken.START_OBJECT && isParent(member)) {
                object(parser, member);
            } else if (value == JsonToken.VALUE_STRING && member.equals(wanted)) {
                wantedText = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        places.put(path, new Place(members, !any));
    }

    private boolean isPersonal(String member) {
        for (Personal field : type.personal()) {
            if (field.path().equals(member)) {
                return true;
            }
        }
        return false;
    }

    private boolean isParent(String member) {
        for (Personal field : type.personal()) {
            if (field.path().startsWith(member + '.')) {
                return true;
            }
        }
        return false;
    }

    private void take(String path, int name, int from, int to, boolean kept) {
        // With the comma that parts it from what is kept: the one before it, or else the one behind it.
        rest.write(text, copied, (kept ? name - 1 : name) - copied);
        copied = !kept && text[to] == ',' ? to + 1 : to;
        String key = (taken.size() == 0 ? "{\"" : ",\"") + path + "\":";
        taken.writeBytes(key.getBytes(StandardCharsets.UTF_8));
        taken.write(text, from, to - from);
    }

    private static int begin(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int skipped(JsonParser parser) {
        parser.skipChildren();
        return end(parser);
    }

    private static int end(JsonParser parser) {
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }
}

package io.peakday.events;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Payloads as JSON: record components only, no nulls, dates as ISO 8601; unknown fields are ignored on reading. */
final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultVisibility(visibility -> visibility
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .changeDefaultPropertyInclusion(
                    value -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private EventJson() {}

    static byte[] write(Object payload) {
        return MAPPER.writeValueAsBytes(payload);
    }

    static JsonParser parser(byte[] payload) {
        return MAPPER.createParser(payload);
    }

    /** @throws UnreadableEvent if the payload is not JSON of that shape */
    static <T> T read(EventType<T> type, byte[] payload) {
        try {
            T value = MAPPER.readValue(payload, type.payload());
            if (value == null) {
                throw new UnreadableEvent("the payload is null", null);
            }
            return value;
        } catch (JacksonException e) {
            throw misshapen(type, e);
        }
    }

    static UnreadableEvent misshapen(EventType<?> type, JacksonException e) {
        return new UnreadableEvent("the payload is no " + type.payload().getSimpleName() + ": " + e.getMessage(), e);
    }
}

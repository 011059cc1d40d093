package io.peakday.feeds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.peakday.catalog.Attribute;
import io.peakday.catalog.AttributeValue;
import io.peakday.catalog.Media;
import io.peakday.feeds.RowReader.BadField;
import io.peakday.problems.StrictJson;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that stands in cells of a CSV file, and the parts of a product in Peakday's own JSON Lines. */
final class Embedded {
    static final JsonMapper MAPPER = StrictJson.on(JsonMapper.builder())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(
                    value -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private Embedded() {}

    /** @param value text, a number or a boolean */
    record AttributeJson(
            @Nullable String name,
            @Nullable String label,
            @Nullable Object value,
            @Nullable String unit) {
        static AttributeJson of(Attribute attribute) {
            return switch (attribute.value()) {
                case AttributeValue.Text(String text) ->
                    new AttributeJson(attribute.name(), attribute.label(), text, null);
                case AttributeValue.Decimal(BigDecimal number, @Nullable String unit) ->
                    new AttributeJson(attribute.name(), attribute.label(), number, unit);
                case AttributeValue.Flag(boolean set) ->
                    new AttributeJson(attribute.name(), attribute.label(), set, null);
            };
        }

        Attribute attribute(String field) throws BadField {
            String key = Objects.requireNonNullElse(name, "");
            AttributeValue typed = switch (value) {
                case String text -> new AttributeValue.Text(text);
                case Boolean flag -> new AttributeValue.Flag(flag);
                case Number number -> new AttributeValue.Decimal(new BigDecimal(number.toString()), unit);
                case null, default -> throw new BadField(field, "A value is a text, a number, true or false.");
            };
            return new Attribute(key, Objects.requireNonNullElse(label, key), typed);
        }
    }

    record MediaJson(
            @Nullable String url,
            @Nullable String alt,
            @Nullable Integer width,
            @Nullable Integer height) {
        static MediaJson of(Media media) {
            return new MediaJson(media.url(), media.alt(), media.width(), media.height());
        }

        Media media() {
            return new Media(
                    Objects.requireNonNullElse(url, ""),
                    Objects.requireNonNullElse(alt, ""),
                    Objects.requireNonNullElse(width, 0),
                    Objects.requireNonNullElse(height, 0));
        }
    }

    static List<Attribute> attributes(String field, String json) throws BadField {
        List<Attribute> attributes = new java.util.ArrayList<>();
        for (AttributeJson one : list(field, json, new TypeReference<List<AttributeJson>>() {})) {
            attributes.add(one.attribute(field));
        }
        return attributes;
    }

    static List<Media> media(String field, String json) throws BadField {
        return list(field, json, new TypeReference<List<MediaJson>>() {}).stream()
                .map(MediaJson::media)
                .toList();
    }

    static Map<String, String> options(String field, String json) throws BadField {
        try {
            return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JacksonException e) {
            throw new BadField(field, "This is not the JSON expected here: " + e.getOriginalMessage());
        }
    }

    private static <T> List<T> list(String field, String json, TypeReference<List<T>> type) throws BadField {
        if (json.isEmpty()) {
            return List.of();
        }
        try {
            List<T> list = MAPPER.readValue(json, type);
            if (list == null || list.stream().anyMatch(Objects::isNull)) {
                throw new BadField(field, "A list without null is expected here.");
            }
            return list;
        } catch (JacksonException e) {
            throw new BadField(field, "This is not the JSON expected here: " + e.getOriginalMessage());
        }
    }
}

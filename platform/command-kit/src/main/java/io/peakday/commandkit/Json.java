package io.peakday.commandkit;

import tools.jackson.databind.json.JsonMapper;

/** JSON for {@code --json}. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** The value, indented. */
    public static String write(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}

package io.peakday.cli;

import tools.jackson.databind.json.JsonMapper;

/** JSON for {@code --json}. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}

package io.peakday.feeds;

import io.peakday.problems.StrictJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line; empty lines are passed over. */
final class JsonLineRows implements Rows {
    static final ObjectReader READER = mapper();

    private final Lines lines;

    JsonLineRows(Lines lines) {
        this.lines = lines;
    }

    private static ObjectReader mapper() {
        JsonMapper mapper = StrictJson.on(JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(32)
                                .maxNumberLength(64)
                                .maxStringLength(Lines.MAX)
                                .build())
                        .build()))
                .build();
        JavaType fields = mapper.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class);
        return mapper.readerFor(fields);
    }

    @Override
    public @Nullable Read next() throws IOException {
        Lines.Line line;
        do {
            line = lines.next();
        } while (line != null && line.text().isBlank() && !line.overlong());
        if (line == null) {
            return null;
        }
        if (line.overlong()) {
            return new Read.Bad(line.number(), "", "The line is longer than " + Lines.MAX + " bytes.");
        }
        try {
            Map<String, Object> fields = READER.readValue(line.text());
            return fields == null
                    ? new Read.Bad(line.number(), "", "The line holds no object.")
                    : new Read.Good(new SourceRow(line.number(), fields));
        } catch (JacksonException e) {
            return new Read.Bad(line.number(), "", "The line is not a JSON object: " + e.getOriginalMessage());
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

package io.peakday.feeds;

import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One JSON array of objects, or objects one after the other. Where the text stops being JSON the reading ends with one bad
 * record, because nobody can know where the next one starts.
 */
final class JsonArrayRows implements Rows {
    private final JsonParser json;
    private boolean ended;

    JsonArrayRows(InputStream in) {
        json = JsonLineRows.READER.createParser(in);
    }

    @Override
    public @Nullable Read next() {
        if (ended) {
            return null;
        }
        long line = json.currentLocation().getLineNr();
        try {
            JsonToken token = json.nextToken();
            while ((token == JsonToken.START_ARRAY && json.streamReadContext().getNestingDepth() == 1)
                    || token == JsonToken.END_ARRAY) {
                token = json.nextToken();
            }
            line = json.currentTokenLocation().getLineNr();
            if (token == null) {
                ended = true;
                return null;
            }
            if (token != JsonToken.START_OBJECT) {
                json.skipChildren();
                return new Read.Bad(line, "", "An object was expected.");
            }
            Map<String, Object> fields = JsonLineRows.READER
                    .without(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(json);
            return new Read.Good(new SourceRow(line, fields));
        } catch (JacksonException e) {
            ended = true;
            return new Read.Bad(line, "", "From here on the file is not JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public void close() {
        json.close();
    }
}

package io.peakday.benchkit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the benchmarks ask of the store's API before they measure. */
public final class Api implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Subject subject;
    private final HttpConnection connection;

    public Api(Subject subject) throws IOException {
        this.subject = subject;
        this.connection = new HttpConnection(subject.host(), subject.port(), Duration.ofSeconds(20));
    }

    /** A product that can be bought. */
    public record Item(String productId, String slug, String variantId) {}

    /** What is at a path, which has to be there. */
    public JsonNode get(String path) throws IOException {
        Answer answer =
                connection.answer(HttpConnection.request("GET", path, subject.host(), "", "Accept: application/json"));
        if (answer.status() != 200) {
            throw new IOException("GET " + path + " answered " + answer.status() + ": " + answer.text());
        }
        return JSON.readTree(answer.body());
    }

    /** The body of an answer, as JSON. */
    public static JsonNode parse(Answer answer) {
        return JSON.readTree(answer.body());
    }

    /** The first so many published products. */
    public List<Item> items(int count) throws IOException {
        List<Item> items = new ArrayList<>();
        String cursor = "";
        while (items.size() < count) {
            JsonNode page = get("/api/v1/products?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (JsonNode summary : page.get("items")) {
                JsonNode product = get("/api/v1/products/" + summary.get("id").asString());
                if (!product.get("variants").isEmpty()) {
                    items.add(new Item(
                            product.get("id").asString(),
                            product.get("slug").asString(),
                            product.get("variants").get(0).get("id").asString()));
                }
            }
            JsonNode next = page.get("next");
            if (next == null || next.isNull()) {
                break;
            }
            cursor = next.asString();
        }
        return items.subList(0, Math.min(count, items.size()));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}

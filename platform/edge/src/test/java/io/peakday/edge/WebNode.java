package io.peakday.edge;

import io.peakday.engines.Database;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;

/** A node that has only this module and some controllers, and the requests that clients of it make. */
record WebNode(TestNode node) implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** @param settings further ones, {@code name=value} */
    static WebNode start(Database database, InstantSource clock, Class<?> controllers, String... settings) {
        NodeWiring wiring =
                TestNode.with(EdgeModule.class, controllers).clock(clock).withoutBackground();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            wiring = wiring.setting(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new WebNode(wiring.open(database));
    }

    <T> T bean(Class<T> type) {
        return node.get(type);
    }

    int port() {
        return node.port();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(node.url() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return node.send("GET", path, null, headers);
    }

    HttpResponse<String> post(String path, String key, String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = to(path).header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(BodyPublishers.ofString(json)));
    }

    @Override
    public void close() {
        node.close();
    }
}

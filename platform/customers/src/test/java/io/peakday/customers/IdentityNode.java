package io.peakday.customers;

import io.peakday.edge.EdgeModule;
import io.peakday.events.EventsModule;
import io.peakday.identity.SampleModule;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A node with this module and some routes, and the requests that clients of it make. */
record IdentityNode(TestNode node) implements AutoCloseable {
    /** With hashes cheap enough for tests; nothing goes on by itself. */
    static final NodeWiring WIRING = TestNode.with(
                    EventsModule.class, EdgeModule.class, CustomersModule.class, SampleModule.class, ProbeRoutes.class)
            .setting("peakday.identity.passwords.memory-kib", 1024)
            .setting("peakday.identity.passwords.passes", 1)
            .withoutBackground();

    <T> T bean(Class<T> type) {
        return node.get(type);
    }

    <T> T bean(String name, Class<T> type) {
        return node.get(name, type);
    }

    /** Sends with headers given as name, value, name, value …; a POST gets an idempotency key if it has none. */
    HttpResponse<String> send(String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(headers));
        if (method.equals("POST") && !all.contains("Idempotency-Key")) {
            all.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
        }
        return node.send(method, path, json, all.toArray(String[]::new));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, null, headers);
    }

    HttpResponse<String> post(String path, String json, String... headers) throws IOException, InterruptedException {
        return send("POST", path, json, headers);
    }

    /** {@code name=value} of a cookie that the reply sets; empty if it sets none of that name. */
    static String cookie(HttpResponse<?> reply, String name) {
        return reply.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        node.close();
    }
}

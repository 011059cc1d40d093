package io.peakday.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.server.fuzz.Routes;
import io.peakday.server.whole.SharedNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShownToTheWorldTest {
    private static final String EVIL = "evil.example";

    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    /** The head of the answer, and the beginning of its text. */
    private static String get(String path, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(shop.url()).getPort())) {
            socket.setSoTimeout(30_000);
            String head =
                    "GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] bytes = in.readNBytes(path.endsWith("/live") ? 200 : 300_000);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Test
    void whateverHostIsAskedForNoAnswerLeadsThere() throws Exception {
        TreeSet<String> paths =
                new TreeSet<>(List.of("/console", "/account", "/api/docs", "/api/swagger-ui.html", "/search"));
        Routes.of(shop.node().store()).stream()
                .filter(route -> route.method().equals("GET"))
                .map(route -> route.pattern()
                        .replaceAll("\\{[^}]*}", "0199b000-0000-7000-8000-000000000000")
                        .replace("/**", "")
                        .replace("/*", "/x"))
                .filter(path -> !path.endsWith("/live") && !path.endsWith("/events"))
                .forEach(paths::add);
        List<String> misled = new ArrayList<>();
        int redirects = 0;
        for (String path : paths) {
            String answer = get(path, "Host: " + EVIL, "Accept: text/html,*/*");
            if (answer.contains(EVIL) || answer.matches("(?si).*\r\nLocation: (?!/[^/]).*")) {
                misled.add(path + " " + answer.lines().limit(12).toList());
            }
            redirects += answer.contains("\r\nLocation: /") ? 1 : 0;
        }
        assertThat(paths).hasSizeGreaterThan(60);
        assertThat(misled).isEmpty();
        assertThat(redirects).isGreaterThan(3);
    }

    @Test
    void healthAndMetricsAreForWhoeverAsksTheNodeItself() throws Exception {
        for (String path : List.of("/metrics", "/health/live", "/health/ready")) {
            assertThat(get(path, "Host: x")).startsWith("HTTP/1.1 200");
            for (String header : List.of(
                    "X-Forwarded-For: 203.0.113.9",
                    "Forwarded: for=203.0.113.9",
                    "X-Real-IP: 203.0.113.9",
                    "Via: 1.1 x")) {
                for (String spelled :
                        List.of(path, path + ";x=1", path.replace("h", "%68").replace("c", "%63"))) {
                    assertThat(get(spelled, "Host: x", header))
                            .as(spelled + " " + header)
                            .startsWith("HTTP/1.1 404");
                }
            }
        }
    }
}

package io.peakday.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** One request on a connection of its own, that nobody repeats behind the test's back. */
record RawRequest(String method, String path, String headers, String body) {
    static RawRequest get(String path) {
        return new RawRequest("GET", path, "", "");
    }

    static RawRequest post(String path, String key, String json) {
        return new RawRequest("POST", path, "Content-Type: application/json\r\nIdempotency-Key: " + key + "\r\n", json);
    }

    /** All that was answered, headers and body; an exception's text if nothing was. */
    String to(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 20_000);
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n"
                                    + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        } catch (IOException | java.io.UncheckedIOException e) {
            return e.toString();
        }
    }

    /** The status of the answer; 0 if there was none. */
    int statusAt(int port) {
        String answer = to(port);
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}

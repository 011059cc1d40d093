package io.peakday.cli;

import io.peakday.web.OwnPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The little HTTP that commands need. */
final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private Http() {}

    /** Whether the address answers with success, within three seconds. */
    static boolean answers(String url) throws InterruptedException {
        return get(url, HttpResponse.BodyHandlers.discarding())
                .filter(answer -> answer.statusCode() < 400)
                .isPresent();
    }

    /** What the address answers, whatever the status; nothing if it does not within three seconds. */
    static Optional<String> body(String url) throws InterruptedException {
        return get(url, HttpResponse.BodyHandlers.ofString()).map(HttpResponse::body);
    }

    private static <T> Optional<HttpResponse<T>> get(String url, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .sslContext(OwnPort.tls())
                .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build();
            return Optional.of(client.send(request, handler));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

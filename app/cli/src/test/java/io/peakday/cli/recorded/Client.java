package io.peakday.cli.recorded;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who talks to the store over HTTP, with cookies of their own or with an API key. */
final class Client {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TOO_MANY = 429;
    private static final int TRIES = 20;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(TIMEOUT)
            .build();
    private final @Nullable String apiKey;
    private String url;

    Client(String url) {
        this(url, null);
    }

    Client(String url, @Nullable String apiKey) {
        this.url = url;
        this.apiKey = apiKey;
    }

    /** @param etag empty if there is none */
    record Answer(int status, String body, String etag) {
        JsonNode json() {
            return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
        }

        /** @throws IllegalStateException if it did not go well */
        Answer ok() {
            if (status >= 300) {
                throw new IllegalStateException(status + " " + body);
            }
            return this;
        }
    }

    /** The store is somewhere else from now on; cookies stay. */
    void moved(String to) {
        url = to;
    }

    /** Somebody else at the same store. */
    Client another() {
        return new Client(url);
    }

    /** Somebody else at the same store, with that key. */
    Client another(String key) {
        return new Client(url, key);
    }

    JsonNode get(String path) {
        return send("GET", path, null, Map.of()).ok().json();
    }

    JsonNode post(String path, String json) {
        return send("POST", path, json, Map.of()).ok().json();
    }

    JsonNode put(String path, String json) {
        return send("PUT", path, json, Map.of()).ok().json();
    }

    /** Changes what was read under that path before, with the version that it has now. */
    JsonNode change(String method, String path, String suffix, @Nullable String json) {
        String etag = send("GET", path, null, Map.of()).ok().etag();
        return send(method, path + suffix, json, Map.of("If-Match", etag)).ok().json();
    }

    /** A page. */
    String page(String path) {
        return send("GET", path, null, Map.of("Accept", "text/html, */*;q=0.5"))
                .ok()
                .body();
    }

    /** A form of a page, as a browser sends it. */
    String submit(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                        "POST",
                        path,
                        form,
                        Map.of(
                                "Accept",
                                "text/html",
                                "Origin",
                                url,
                                "Content-Type",
                                "application/x-www-form-urlencoded"))
                .ok()
                .body();
    }

    /** Asks again where the answer is to retry later. */
    Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest request = request(method, path, body, headers);
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            for (int tries = 1; response.statusCode() == TOO_MANY && tries < TRIES; tries++) {
                Thread.sleep(Duration.ofSeconds(
                        response.headers().firstValueAsLong("Retry-After").orElse(1)));
                response = http.send(request, BodyHandlers.ofString());
            }
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("ETag").orElse(""));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.setHeader("Accept", "application/json");
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (method.equals("POST")) {
            request.setHeader("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (apiKey != null) {
            request.setHeader("Authorization", "Bearer " + apiKey);
        }
        headers.forEach(request::setHeader);
        return request.build();
    }
}

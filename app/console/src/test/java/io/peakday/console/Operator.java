package io.peakday.console;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts, with its own cookies, that follows where it is led. */
final class Operator {
    private final Store store;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Operator(Store store) {
        this.store = store;
    }

    Operator signedIn(String email) throws Exception {
        post("/console/sign-in", Map.of("email", email, "password", Store.PASSWORD));
        return this;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(store.url() + path)));
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(store.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", store.url())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The first hidden input of that name. */
    static String hidden(HttpResponse<String> page, String name) {
        Matcher found =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("no input " + name + " in " + page.uri());
        }
        return found.group(1);
    }

    /** Without following where it is led; with an empty form where there is a body. */
    HttpResponse<String> send(String method, String path) throws Exception {
        HttpClient still = HttpClient.newBuilder()
                .cookieHandler(http.cookieHandler().orElseThrow())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(store.url() + path))
                .header("Accept", "text/html")
                .header("Origin", store.url())
                .header("Idempotency-Key", java.util.UUID.randomUUID().toString())
                .header("Content-Type", "application/json");
        boolean body = !method.equals("GET") && !method.equals("DELETE");
        return still.send(
                request.method(
                                method,
                                body ? HttpRequest.BodyPublishers.ofString("{}") : HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
    }
}

package io.peakday.sale.storefront;

import io.peakday.testnode.TestNode;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A browser without scripts, with its own cookies, that follows where it is led. */
final class Shopper {
    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Shopper(TestNode node) {
        this.url = node.url();
    }

    /** Registered and signed in by the API, as there are no pages for it here. */
    static Shopper signedUp(TestNode node, String name) throws Exception {
        Shopper shopper = new Shopper(node);
        String body = "{\"name\":\"%s\",\"email\":\"%s\",\"password\":\"a quiet harbour in june\"}"
                .formatted(name, email(name));
        HttpResponse<String> answer = shopper.send(HttpRequest.newBuilder(URI.create(shopper.url + "/api/v1/customers"))
                .header("Content-Type", "application/json")
                .header("Origin", shopper.url)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() != 201) {
            throw new AssertionError(name + " cannot sign up: " + answer.statusCode() + " " + answer.body());
        }
        return shopper;
    }

    static String email(String name) {
        return name.toLowerCase(Locale.ROOT) + "@example.org";
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "text/html"));
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", url)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

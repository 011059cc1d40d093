package io.peakday.contracts.bench;

import io.peakday.benchkit.Answer;
import io.peakday.benchkit.Api;
import io.peakday.benchkit.HttpConnection;
import io.peakday.benchkit.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a guest who buys sends to one node. */
public final class GuestRequests {
    private final String host;

    public GuestRequests(Subject subject) {
        this.host = subject.host() + ":" + subject.port();
    }

    /** Makes a cart. Returns its id. */
    public String newCart(HttpConnection connection) throws IOException {
        return text(connection, post("/api/v1/carts", "{}", "Idempotency-Key: " + UUID.randomUUID()), "id");
    }

    /** Puts one unit in a cart. */
    public byte[] addLine(String cart, String variantId) {
        return post(
                "/api/v1/carts/" + cart + "/lines",
                "{\"variantId\":\"" + variantId + "\",\"quantity\":1}",
                "Idempotency-Key: " + UUID.randomUUID());
    }

    /** Gives a card that pays at once to the payment module, for this cart. Returns its token. */
    public String token(HttpConnection connection, String cart) throws IOException {
        return text(connection, post("/api/v1/payment-tokens", Forms.card(cart)), "token");
    }

    /** Buys a cart. */
    public byte[] checkout(String cart, String token) {
        return checkout(UUID.randomUUID(), cart, token);
    }

    /** Buys a cart, by the id that its order will have. */
    public byte[] checkout(UUID id, String cart, String token) {
        return post("/api/v1/checkouts", Forms.checkout(id, cart, token));
    }

    private static String text(HttpConnection connection, byte[] request, String field) throws IOException {
        Answer answer = connection.answer(request);
        if (answer.status() >= 300) {
            throw new IOException("no " + field + ": " + answer.status() + " " + answer.text());
        }
        return Api.parse(answer).get(field).asString();
    }

    private byte[] post(String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type: application/json", "Accept: application/json"));
        all.addAll(List.of(headers));
        return HttpConnection.request("POST", path, host, body, all.toArray(String[]::new));
    }
}

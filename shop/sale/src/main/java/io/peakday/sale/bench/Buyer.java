package io.peakday.sale.bench;

import io.peakday.benchkit.Answer;
import io.peakday.benchkit.HttpConnection;
import io.peakday.benchkit.Nodes;
import io.peakday.benchkit.Subject;
import io.peakday.customers.bench.Buyers;
import io.peakday.sale.bench.Answers.Kind;
import io.peakday.sale.bench.Answers.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client: asks for one buyer after the other, on kept connections to whichever nodes there are. */
final class Buyer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern OUTCOME = Pattern.compile("\"outcome\":\"([^\"]*)\"");

    private final Nodes nodes;
    private final Buyers buyers;
    private final UUID sale;
    private final long opening;
    private final Map<Subject, HttpConnection> connections = new HashMap<>();

    /** @param opening when the sale opens, by {@link System#nanoTime} */
    Buyer(Nodes nodes, Buyers buyers, UUID sale, long opening) {
        this.nodes = nodes;
        this.buyers = buyers;
        this.sale = sale;
        this.opening = opening;
    }

    /**
     * Presses the button once.
     *
     * @param attempt chooses the node, so that who gets no answer asks another one
     */
    Reply claim(int buyer, int attempt) {
        Subject node = node(buyer + attempt);
        byte[] request = BuyerRequests.claim(buyers, node.host(), sale, buyer);
        long asked = now();
        try {
            Answer answer = connection(node).answer(request);
            String text = answer.text();
            return new Reply(kind(answer.status(), text), asked, now(), text);
        } catch (IOException e) {
            forget(node);
            return new Reply(Kind.NONE, asked, now(), e.toString());
        }
    }

    /**
     * Sends something else for this buyer.
     *
     * @throws IOException if there was no answer
     */
    Answer send(int buyer, int attempt, String method, String path, String body) throws IOException {
        Subject node = node(buyer + attempt);
        try {
            return connection(node)
                    .answer(HttpConnection.request(
                            method,
                            path,
                            node.host(),
                            body,
                            "Content-Type: application/json",
                            "Accept: application/json",
                            "Idempotency-Key: " + UUID.randomUUID(),
                            buyers.cookie(buyer)));
        } catch (IOException e) {
            forget(node);
            throw e;
        }
    }

    /** Nanoseconds since the opening. */
    long now() {
        return System.nanoTime() - opening;
    }

    static Kind kind(int status, String text) {
        if (status == 429 || status == 503) {
            return Kind.LATER;
        }
        if (status != 200) {
            return Kind.WRONG;
        }
        Matcher outcome = OUTCOME.matcher(text);
        if (!outcome.find()) {
            return Kind.WRONG;
        }
        return switch (outcome.group(1)) {
            case "claimed" -> Kind.CLAIMED;
            case "already-claimed" -> Kind.ALREADY_CLAIMED;
            case "sold-out" -> Kind.SOLD_OUT;
            case "not-open" -> Kind.NOT_OPEN;
            case "limit-reached" -> Kind.LIMIT_REACHED;
            case "waiting" -> Kind.WAITING;
            default -> Kind.WRONG;
        };
    }

    private Subject node(int number) {
        var running = nodes.running();
        return running.get(Math.floorMod(number, running.size()));
    }

    private HttpConnection connection(Subject node) throws IOException {
        HttpConnection known = connections.get(node);
        if (known == null) {
            known = new HttpConnection(node.host(), node.port(), TIMEOUT);
            connections.put(node, known);
        }
        return known;
    }

    private void forget(Subject node) {
        HttpConnection broken = connections.remove(node);
        if (broken != null) {
            try {
                broken.close();
            } catch (IOException e) {
                // It was broken anyway.
            }
        }
    }

    @Override
    public void close() {
        for (Subject node : Map.copyOf(connections).keySet()) {
            forget(node);
        }
    }
}

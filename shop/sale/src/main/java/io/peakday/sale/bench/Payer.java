package io.peakday.sale.bench;

import io.peakday.benchkit.Answer;
import io.peakday.contracts.bench.Forms;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a claim through the cart and the checkout, asking again under the same ids where an answer is missing. */
final class Payer {
    /** Longer than anything in a drill stands still. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final long PAUSE_MILLIS = 250;
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private final UUID sale;

    Payer(UUID sale) {
        this.sale = sale;
    }

    /** What came of it: {@code paid}, or the last answer. */
    String pay(Buyer client, int buyer) throws InterruptedException {
        Purchase purchase = new Purchase(client, buyer);
        String last = "";
        long end = System.nanoTime() + TIMEOUT.toNanos();
        for (int attempt = 0; System.nanoTime() < end; attempt++) {
            try {
                Answer answer = purchase.resume(attempt);
                last = answer.status() + " " + answer.text();
                if (answer.status() == 200 || answer.status() == 201) {
                    return "paid";
                }
                if (answer.status() != 429 && answer.status() != 503 && answer.status() != 202) {
                    return last;
                }
            } catch (IOException e) {
                last = e.toString();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return last;
    }

    /** One cart and one checkout, whose ids stay the same however often it is gone on with. */
    private final class Purchase {
        private final Buyer client;
        private final int buyer;
        private final UUID checkout = UUID.randomUUID();
        private String cart = "";
        private boolean asked;

        Purchase(Buyer client, int buyer) {
            this.client = client;
            this.buyer = buyer;
        }

        /** The answer of the checkout, or of what stands in its way. */
        Answer resume(int attempt) throws IOException {
            if (cart.isEmpty()) {
                Answer made = client.send(buyer, attempt, "POST", "/api/v1/carts", "{}");
                if (made.status() >= 300) {
                    return made;
                }
                cart = find(ID, made);
            }
            Answer put = client.send(buyer, attempt, "PUT", "/api/v1/carts/" + cart + "/claims/" + sale, "");
            // Once the checkout was asked for, the cart may be frozen or bought already, though no answer came.
            if (put.status() != 200 && !asked) {
                return put;
            }
            Answer token = client.send(buyer, attempt, "POST", "/api/v1/payment-tokens", Forms.card(cart));
            if (token.status() >= 300) {
                return token;
            }
            asked = true;
            return client.send(
                    buyer, attempt, "POST", "/api/v1/checkouts", Forms.checkout(checkout, cart, find(TOKEN, token)));
        }
    }

    private static String find(Pattern pattern, Answer answer) throws IOException {
        Matcher found = pattern.matcher(answer.text());
        if (!found.find()) {
            throw new IOException("not understood: " + answer.text());
        }
        return found.group(1);
    }
}

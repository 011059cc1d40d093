package example;

import java.net.CookieManager;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import shop.client.ApiClient;
import shop.client.ApiException;

/** What both stories share: a client that keeps cookies, keys for repetition, and answers that may take a moment to be so. */
final class Store {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Store() {}

    static ApiClient at(String url) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(url);
        client.setHttpClientBuilder(HttpClient.newBuilder().cookieHandler(new CookieManager()));
        return client;
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    /** @param look answers null until it is so; 404 is not yet, too */
    static <T> T until(String what, Callable<T> look) throws Exception {
        Instant end = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(end)) {
            T found = found(look);
            if (found != null) {
                return found;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(what + " did not come");
    }

    private static <T> T found(Callable<T> look) throws Exception {
        try {
            return look.call();
        } catch (ApiException refused) {
            if (refused.getCode() == 404) {
                return null;
            }
            throw refused;
        }
    }
}

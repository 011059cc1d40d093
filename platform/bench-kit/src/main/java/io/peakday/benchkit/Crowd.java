package io.peakday.benchkit;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** What a number of shoppers do at the same time, each one thing after the other. */
@FunctionalInterface
public interface Crowd {
    /** Keeps so many busy for a time; every answer in it counts. */
    Result run(String host, int port, int shoppers, Duration time) throws InterruptedException;

    /** One shopper: does the next thing on its connection and says whether it went well. */
    @FunctionalInterface
    interface Shopper {
        boolean next(HttpConnection connection, long round) throws IOException;
    }

    /** Makes the shopper of a number. */
    @FunctionalInterface
    interface ShopperFactory {
        Shopper shopper(int number);
    }

    /** Makes a shopper's next request. */
    @FunctionalInterface
    interface RequestSource {
        byte[] request(int number, long round);
    }

    /** Shoppers for whom a thing is several requests, or who remember something. */
    static Crowd of(ShopperFactory factory) {
        return (host, port, shoppers, time) -> Shoppers.run(host, port, shoppers, time, factory);
    }

    /** Shoppers who send one request after the other, whatever is answered: so many need one thread only, and cost least. */
    static Crowd sending(RequestSource requests, Predicate<Answer> good) {
        return (host, port, shoppers, time) -> LoadClients.run(host, port, shoppers, time, requests, good);
    }
}

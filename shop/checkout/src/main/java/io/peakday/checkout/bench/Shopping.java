package io.peakday.checkout.bench;

import io.peakday.benchkit.Api;
import io.peakday.benchkit.Conditions;
import io.peakday.benchkit.Crowd;
import io.peakday.benchkit.DatabaseLimits;
import io.peakday.benchkit.Figure;
import io.peakday.benchkit.HttpConnection;
import io.peakday.benchkit.Result;
import io.peakday.benchkit.Subject;
import io.peakday.commandkit.OpenStore;
import io.peakday.contracts.bench.GuestRequests;
import io.peakday.engines.Database;
import io.peakday.engines.DiskProbe;
import io.peakday.engines.OwnerDatabase;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Carts and checkouts a second, durable, against what the database can commit at best. */
final class Shopping {
    private static final int PREPARED_A_SECOND = 2_000;
    private final Subject subject;
    private final Conditions conditions;
    private final GuestRequests requests;

    Shopping(Subject subject, Conditions conditions) {
        this.subject = subject;
        this.conditions = conditions;
        this.requests = new GuestRequests(subject);
    }

    List<Figure> measure() throws IOException, InterruptedException {
        List<Api.Item> items;
        try (Api api = new Api(subject)) {
            items = api.items(1_000);
        }
        List<Figure> figures = new ArrayList<>();
        double commits = limits(figures);
        stockUp(items);
        figures.add(addToCart(items, commits));
        figures.add(checkout(items, commits));
        return figures;
    }

    private double limits(List<Figure> figures) throws InterruptedException {
        conditions.progress().accept("limits of disk and database …");
        DiskProbe disk = DiskProbe.measure(subject.data(), Duration.ofSeconds(conditions.quick() ? 1 : 5));
        figures.add(new Figure(
                "durable writes of one writer",
                disk.flushesPerSecond(),
                disk.median().toNanos() / 1e6,
                disk.p99().toNanos() / 1e6,
                0,
                0,
                "the disk's own ceiling"));
        try (OpenStore store = subject.open()) {
            double commits = DatabaseLimits.commits(
                    store.bean(Database.class), store.bean(OwnerDatabase.class), 8, conditions.time());
            figures.add(new Figure(
                    "one-row transactions, 8 connections",
                    commits,
                    0,
                    0,
                    0,
                    0,
                    "the database's ceiling without grouping"));
            return commits;
        }
    }

    /** Enough of everything, so that no checkout fails for want of stock. */
    private void stockUp(List<Api.Item> items) {
        try (OpenStore store = subject.open()) {
            Inventory inventory = store.bean(Inventory.class);
            UUID location = inventory.locations().primaryId();
            inventory.setLevels(
                    items.stream()
                            .map(item -> new LevelSetting(UUID.fromString(item.variantId()), location, 1_000_000))
                            .toList(),
                    "benchmark");
        }
    }

    private Figure addToCart(List<Api.Item> items, double commits) throws InterruptedException {
        conditions.progress().accept("add to cart …");
        Conditions.Measured result =
                conditions.steady(subject, 2 * conditions.shoppers(), Crowd.of(number -> new Crowd.Shopper() {
                    private String cart = "";

                    @Override
                    public boolean next(HttpConnection connection, long round) throws IOException {
                        if (round % 20 == 0) {
                            cart = requests.newCart(connection);
                        }
                        return connection.status(requests.addLine(
                                        cart, item(items, number, round).variantId()))
                                == 200;
                    }
                }));
        return figure("add to cart", result, 5_000, commits);
    }

    private Figure checkout(List<Api.Item> items, double commits) throws InterruptedException {
        conditions.progress().accept("checkout …");
        int shoppers = 2 * conditions.shoppers();
        conditions.warmUp(
                subject, shoppers, Crowd.of(number -> new Buyer(connection -> filledCart(connection, items, number))));
        conditions.progress().accept("preparing carts to check out …");
        Queue<Filled> carts =
                prepare(items, PREPARED_A_SECOND * conditions.time().toSeconds());
        Conditions.Measured result = conditions.measure(
                subject,
                shoppers,
                Crowd.of(number -> new Buyer(connection -> {
                    Filled cart = carts.poll();
                    if (cart == null) {
                        throw new IOException("more checkouts than carts were prepared: the figure would be too low");
                    }
                    return cart;
                })));
        return figure("checkout, cart to paid order", result, 667, commits);
    }

    /** A cart with something in it, and the token of a card that pays it. */
    private record Filled(String cart, String token) {}

    @FunctionalInterface
    private interface Filling {
        Filled next(HttpConnection connection) throws IOException;
    }

    /** Checks out one cart after the other. */
    private final class Buyer implements Crowd.Shopper {
        private final Filling filling;

        Buyer(Filling filling) {
            this.filling = filling;
        }

        @Override
        public boolean next(HttpConnection connection, long round) throws IOException {
            Filled filled = filling.next(connection);
            int status = connection.status(requests.checkout(filled.cart(), filled.token()));
            return status == 201 || status == 200;
        }
    }

    private Filled filledCart(HttpConnection connection, List<Api.Item> items, int shopper) throws IOException {
        String cart = requests.newCart(connection);
        int status = connection.status(requests.addLine(
                cart, item(items, shopper, System.nanoTime() >>> 10).variantId()));
        if (status != 200) {
            throw new IOException("no line in the cart: " + status);
        }
        return new Filled(cart, requests.token(connection, cart));
    }

    private Queue<Filled> prepare(List<Api.Item> items, long wanted) throws InterruptedException {
        Queue<Filled> carts = new ConcurrentLinkedQueue<>();
        int shoppers = conditions.shoppers();
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(shoppers)) {
            for (int number = 0; number < shoppers; number++) {
                int shopper = number;
                var _ = threads.submit(() -> {
                    try (HttpConnection connection =
                            new HttpConnection(subject.host(), subject.port(), Duration.ofSeconds(20))) {
                        for (long i = 0; i < wanted / shoppers; i++) {
                            carts.add(filledCart(connection, items, shopper));
                        }
                    }
                    return null;
                });
            }
        }
        return carts;
    }

    private static Api.Item item(List<Api.Item> items, int shopper, long round) {
        return items.get((int) Math.floorMod(shopper * 7919L + round * 31, (long) items.size()));
    }

    private static Figure figure(String what, Conditions.Measured measured, double aim, double commits) {
        Result result = measured.result();
        return Figure.of(
                what,
                result,
                aim,
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the database's one-row transactions; %s",
                        100 * result.perSecond() / commits,
                        measured.cost()));
    }
}

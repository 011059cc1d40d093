package io.peakday.demo;

import io.peakday.orders.HistoricOrder;
import io.peakday.orders.OrderState;
import io.peakday.reviews.Purchase;
import io.peakday.reviews.ReviewDraft;
import io.peakday.reviews.ReviewImport;
import io.peakday.reviews.Reviews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Lets the demo's customers review what they have received. */
final class ReviewLoader {
    private static final int BATCH = 1_000;

    private final Reviews reviews;
    private final long seed;
    private final Instant now;

    ReviewLoader(Reviews reviews, long seed, Instant now) {
        this.reviews = reviews;
        this.seed = seed;
        this.now = now;
    }

    /**
     * Records the purchases of all delivered orders, and has that many of them reviewed, each customer a product once.
     *
     * @param orders in the order of {@code history}
     */
    void load(
            List<DemoOrder> history,
            List<HistoricOrder> orders,
            List<DemoProduct> products,
            List<DemoCustomer> people,
            int count,
            DemoProgress progress) {
        List<Bought> bought = bought(history, orders, products, people);
        for (int from = 0; from < bought.size(); from += BATCH) {
            reviews.recordPurchases(bought.subList(from, Math.min(bought.size(), from + BATCH)).stream()
                    .map(Bought::purchase)
                    .toList());
        }
        List<Bought> chosen = chosen(bought, count);
        for (int from = 0; from < chosen.size(); from += BATCH) {
            List<Bought> batch = chosen.subList(from, Math.min(chosen.size(), from + BATCH));
            reviews.importAll(batch.stream().map(this::review).toList());
            progress.reached("reviews", from + batch.size(), chosen.size());
        }
    }

    private record Bought(Purchase purchase, DemoProduct product, String colour, String author, int number) {}

    private record Once(UUID customer, UUID product) {}

    private static List<Bought> bought(
            List<DemoOrder> history,
            List<HistoricOrder> orders,
            List<DemoProduct> products,
            List<DemoCustomer> people) {
        Set<Once> seen = new HashSet<>();
        List<Bought> bought = new ArrayList<>();
        for (int o = 0; o < orders.size(); o++) {
            HistoricOrder order = orders.get(o);
            UUID customer = order.customerId();
            Instant delivered = order.deliveredAt();
            if (customer == null || delivered == null || order.state() != OrderState.DELIVERED) {
                continue;
            }
            String author = people.get(history.get(o).customer()).signature();
            for (int l = 0; l < order.lines().size(); l++) {
                DemoOrder.Line line = history.get(o).lines().get(l);
                UUID productId = order.lines().get(l).productId();
                if (seen.add(new Once(customer, productId))) {
                    DemoProduct product = products.get(line.product());
                    String colour = product.variants().get(line.variant()).colour();
                    bought.add(new Bought(
                            new Purchase(customer, productId, order.id(), delivered),
                            product,
                            colour,
                            author,
                            bought.size()));
                }
            }
        }
        return bought;
    }

    /** An even sample. */
    private static List<Bought> chosen(List<Bought> bought, int count) {
        if (count >= bought.size()) {
            return bought;
        }
        List<Bought> chosen = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            chosen.add(bought.get((int) ((long) i * bought.size() / count)));
        }
        return chosen;
    }

    private ReviewImport review(Bought bought) {
        Dice dice = Dice.of(seed, "review", bought.number());
        ReviewText text = ReviewText.write(dice, bought.product(), bought.colour());
        Instant written = bought.purchase().at().plus(Duration.ofHours(dice.between(12, 240)));
        return new ReviewImport(
                bought.purchase().productId(),
                bought.purchase().customerId(),
                bought.purchase().orderId(),
                new ReviewDraft(bought.author(), text.rating(), text.title(), text.text()),
                (int) Math.max(0, Math.round(dice.normal() * 4 + 1)),
                written.isAfter(now) ? now : written);
    }
}

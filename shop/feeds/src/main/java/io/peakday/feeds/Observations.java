package io.peakday.feeds;

import io.peakday.feeds.ImportedProduct.ImportedOffer;
import io.peakday.feeds.ImportedProduct.ImportedVariant;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Products seen through other things, such as the lines of invoices: many rows speak of each product, some of them wrong.
 * All rows are read before the first product is made; the title and the offers that most rows agree on are taken, the
 * rest from the first row. Memory grows with the number of products, which is bounded, not with the rows.
 */
final class Observations extends Items {
    private static final int MAX_PRODUCTS = 200_000;
    private static final int MAX_VOICES = 32;

    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final Deque<Item> ready = new ArrayDeque<>();
    private final Items items;
    private boolean complete;

    Observations(Items items, Rows rows, Mapping mapping) {
        super(rows, mapping);
        this.items = items;
    }

    private static final class Seen {
        final Item.Wanted first;
        final Map<String, Integer> titles = new LinkedHashMap<>();
        final Map<List<ImportedOffer>, Integer> offers = new LinkedHashMap<>();

        Seen(Item.Wanted first) {
            this.first = first;
        }

        void add(ImportedProduct product) {
            vote(titles, product.title());
            vote(offers, product.variants().getFirst().offers());
        }

        ImportedProduct product() {
            ImportedProduct one = first.product();
            ImportedVariant variant = one.variants().getFirst();
            return new ImportedProduct(
                    one.externalId(),
                    one.slug(),
                    one.state(),
                    winner(titles),
                    one.brand(),
                    one.categoryId(),
                    one.category(),
                    one.description(),
                    one.attributes(),
                    List.of(new ImportedVariant(
                            variant.sku(),
                            variant.gtin(),
                            variant.options(),
                            variant.weightGrams(),
                            variant.taxClass(),
                            winner(offers),
                            variant.media(),
                            variant.stock())),
                    one.media());
        }
    }

    @Override
    @Nullable
    Item next() throws IOException {
        if (!complete) {
            readAll();
            complete = true;
        }
        return ready.poll();
    }

    @Override
    long rows() {
        return items.rows();
    }

    private void readAll() throws IOException {
        for (Item item = items.next(); item != null; item = items.next()) {
            switch (item) {
                case Item.Rejected rejected -> ready.add(rejected);
                case Item.Wanted wanted -> {
                    Seen product = seen.computeIfAbsent(wanted.product().externalId(), id -> new Seen(wanted));
                    product.add(wanted.product());
                }
            }
            if (seen.size() + ready.size() > MAX_PRODUCTS) {
                throw Failure.invalid(
                        "import.too-many-products",
                        "A file of observations may speak of " + MAX_PRODUCTS + " products at most.");
            }
        }
        List<Item> products = new ArrayList<>(seen.size());
        seen.values().forEach(one -> products.add(new Item.Wanted(one.first.line(), items.rows(), one.product())));
        seen.clear();
        ready.addAll(products);
    }

    private static <T> void vote(Map<T, Integer> voices, T voice) {
        if (voices.containsKey(voice) || voices.size() < MAX_VOICES) {
            voices.merge(voice, 1, Integer::sum);
        }
    }

    /** The value seen most often; of several, the one seen first. */
    private static <T> T winner(Map<T, Integer> voices) {
        Map.Entry<T, Integer> best = null;
        for (Map.Entry<T, Integer> voice : voices.entrySet()) {
            if (best == null || voice.getValue() > best.getValue()) {
                best = voice;
            }
        }
        return Objects.requireNonNull(best).getKey();
    }
}

package io.peakday.pricing;

import io.peakday.kernel.Money;
import java.util.List;

/**
 * What is to be shipped, as far as price and tax go.
 *
 * @param items at least one
 */
public record Basket(List<Item> items) {
    /**
     * @param total gross, of all units of the line
     * @param taxClass {@code standard}, {@code reduced} or {@code zero}
     * @param grams of all units of the line
     */
    public record Item(Money total, String taxClass, long grams) {}

    public Basket {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("an empty basket has no price");
        }
    }

    public Money goods() {
        return items.stream().map(Item::total).reduce(Money::plus).orElseThrow();
    }

    public long grams() {
        return items.stream().mapToLong(Item::grams).reduce(0, Math::addExact);
    }
}

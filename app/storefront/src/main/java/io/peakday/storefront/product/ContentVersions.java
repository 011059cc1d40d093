package io.peakday.storefront.product;

import io.peakday.catalog.Product;
import io.peakday.catalog.Variant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A number for each product that grows whenever something shown on its page changes: the product itself, and what is not part of it,
 * such as stock, ratings, a price that came into force.
 *
 * <p>A finished page is kept with this number, read <i>before</i> anything that goes into the page. A page made from what was true before a change therefore has an old number and is made again for who asks
 * next, however the making and the change overlap. Ids share slots: two that do cost
 * each other a page now and then, never a wrong one.
 */
public final class ContentVersions {
    private static final int SLOTS = 1 << 16;
    private static final int VERSION_SHIFT = 32;

    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private final AtomicLong all = new AtomicLong();
    private final AtomicLong home = new AtomicLong();

    /** Something about this product, or this variant of it, changed. */
    public void changed(UUID id) {
        slots.incrementAndGet(slot(id));
    }

    /** Something that every page shows changed. */
    public void everythingChanged() {
        all.incrementAndGet();
    }

    /** Something that a slot of the front page shows changed. */
    public void homeChanged() {
        home.incrementAndGet();
    }

    /** Others may have changed anything that a page shows. */
    public void forgetEverything() {
        everythingChanged();
        homeChanged();
    }

    /** Grows with every change of the slots of the front page. */
    public long ofHome() {
        return home.get();
    }

    /**
     * Grows with every change of the product or one of its variants. What was counted for the variants falls when one is taken out,
     * which is a new version of the product: so the version weighs more than any count.
     */
    long of(Product product) {
        long version = all.get() + slots.get(slot(product.id()));
        for (Variant variant : product.variants()) {
            version += slots.get(slot(variant.id()));
        }
        return (product.version() << VERSION_SHIFT) + version;
    }

    private static int slot(UUID id) {
        long bits = (id.getMostSignificantBits() * 31 + id.getLeastSignificantBits()) * 0x9E3779B97F4A7C15L;
        return (int) (bits >>> 48);
    }
}

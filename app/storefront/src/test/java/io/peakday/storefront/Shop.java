package io.peakday.storefront;

import io.peakday.catalog.Product;
import io.peakday.checkout.SampleStore;
import io.peakday.mail.MailModule;
import io.peakday.notify.NotifyModule;
import io.peakday.reviews.ReviewsModule;
import io.peakday.search.SearchModule;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.ui.UiModule;

/** The storefront over all modules below it, in this process, on real engines, at a free port. It sends no mail. */
final class Shop implements AutoCloseable {
    static final NodeWiring WIRING = SampleStore.WIRING
            .and(
                    ReviewsModule.class,
                    SearchModule.class,
                    MailModule.class,
                    NotifyModule.class,
                    UiModule.class,
                    StorefrontModule.class)
            .folder("peakday.search.folder")
            .setting("peakday.notify.send", false)
            // A busy machine leaves out no part of a page, and no step of the checkout.
            .setting("peakday.slots.budget", "20s")
            .setting("peakday.slots.checkout-budget", "20s");

    private final TestNode node;
    private final SampleStore samples;

    private Shop(TestNode node) {
        this.node = node;
        this.samples = new SampleStore(node);
    }

    static Shop open(TestDatabase postgres) {
        return open(postgres, WIRING);
    }

    /** @param wiring with a catalogue or settings of one's own */
    static Shop open(TestDatabase postgres, NodeWiring wiring) {
        return new Shop(wiring.open(postgres));
    }

    <T> T get(Class<T> bean) {
        return node.get(bean);
    }

    String url() {
        return node.url();
    }

    /** A published product in two colours of which the second is sold out. */
    Product product(String title, String price) {
        return samples.product(title, price);
    }

    @Override
    public void close() {
        node.close();
    }
}

package io.peakday.console;

import io.peakday.access.SampleOperator;
import io.peakday.access.StaffMembers;
import io.peakday.catalog.Product;
import io.peakday.checkout.SampleStore;
import io.peakday.consolekit.ConsoleKitModule;
import io.peakday.eventsadmin.EventsAdminModule;
import io.peakday.identity.Role;
import io.peakday.mail.MailModule;
import io.peakday.notify.NotifyModule;
import io.peakday.orders.Order;
import io.peakday.reviews.ReviewsModule;
import io.peakday.search.SearchModule;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.ui.UiModule;

/** The console over all modules below it, in this process, on real engines, at a free port. */
final class Store implements AutoCloseable {
    static final NodeWiring WIRING = SampleStore.WIRING
            .and(
                    ReviewsModule.class,
                    SearchModule.class,
                    MailModule.class,
                    NotifyModule.class,
                    UiModule.class,
                    ConsoleKitModule.class,
                    EventsAdminModule.class,
                    ConsoleModule.class)
            .folder("peakday.search.folder");

    private final TestNode node;
    private final SampleStore samples;

    private Store(TestNode node) {
        this.node = node;
        this.samples = new SampleStore(node);
    }

    static Store open(TestDatabase postgres) {
        return open(postgres, WIRING);
    }

    /** @param wiring with a catalogue or settings of one's own */
    static Store open(TestDatabase postgres, NodeWiring wiring) {
        return new Store(wiring.open(postgres));
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

    /** A paid order of so many units, bought through the real checkout. */
    Order order(Product product, int units) {
        return samples.order(product, units);
    }

    /** A member of staff of that role, whose address begins with its name. */
    String member(Role role) {
        return SampleOperator.member(get(StaffMembers.class), role);
    }

    @Override
    public void close() {
        node.close();
    }
}

package io.peakday.checkout;

import io.peakday.cart.CartModule;
import io.peakday.cart.CartOwner;
import io.peakday.cart.Carts;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.Product;
import io.peakday.customers.CustomersModule;
import io.peakday.edge.EdgeModule;
import io.peakday.events.EventsModule;
import io.peakday.inventory.InventoryModule;
import io.peakday.inventory.SampleGoods;
import io.peakday.kernel.Ids;
import io.peakday.orders.Order;
import io.peakday.payments.CardDetails;
import io.peakday.payments.CardToken;
import io.peakday.payments.Payments;
import io.peakday.payments.PaymentsModule;
import io.peakday.pricing.Address;
import io.peakday.sale.SaleModule;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.waiting.WaitingModule;
import java.util.UUID;

/** A store to test with, for the tests of the modules above, too: the modules that sell, and goods and orders in a node of them. */
public final class SampleStore {
    public static final NodeWiring WIRING = TestNode.with(
                    EventsModule.class,
                    EdgeModule.class,
                    CustomersModule.class,
                    CatalogModule.class,
                    InventoryModule.class,
                    WaitingModule.class,
                    SaleModule.class,
                    CartModule.class,
                    PaymentsModule.class,
                    CheckoutModule.class)
            .setting("peakday.payments.provider", "sandbox");

    /** One in which nothing goes on by itself, and payments settle at once. */
    public static final NodeWiring WITHOUT_BACKGROUND =
            WIRING.withoutBackground().setting("peakday.payments.sandbox-settles-after", "0s");

    private final TestNode node;

    public SampleStore(TestNode node) {
        this.node = node;
    }

    /** A published lamp in two colours: four units of the first, and the second is sold out. */
    public Product product(String title, String price) {
        return new SampleGoods(node).lamp(title, price);
    }

    /** A paid order of so many units of the first variant, bought through the real checkout. */
    public Order order(Product product, int units) {
        Carts carts = node.get(Carts.class);
        UUID cart = carts.create(CartOwner.guest());
        carts.put(cart, CartOwner.guest(), product.variants().getFirst().id(), units);
        CardToken card =
                node.get(Payments.class).tokenize(new CardDetails("4242424242424242", 12, 2099, "123", "Ada Lovelace"));
        UUID checkout = Ids.next();
        CheckoutOutcome outcome = node.get(Checkout.class)
                .place(new CheckoutRequest(
                        checkout,
                        cart,
                        null,
                        "ada@example.org",
                        new Address("Ada Lovelace", "Lange Straße 12", null, "10115", "Berlin", null, "DE", null),
                        null,
                        "standard",
                        card.token(),
                        card.brand() + " ···· " + card.last4(),
                        null,
                        "/checkout/" + checkout));
        return ((CheckoutOutcome.Placed) outcome).order();
    }
}

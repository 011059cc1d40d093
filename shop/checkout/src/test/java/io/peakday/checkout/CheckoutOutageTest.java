package io.peakday.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.cart.CartOwner;
import io.peakday.cart.CartState;
import io.peakday.kernel.Failure;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.PrivatePostgres;
import io.peakday.testkit.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** PostgreSQL is killed in the middle of many checkouts and started again. */
class CheckoutOutageTest {
    private static final int SHOPPERS = 40;

    @RegisterExtension
    static final PrivatePostgres postgres = PrivatePostgres.with(Stage.SCHEMAS);

    @Test
    void afterAKilledDatabaseEveryCheckoutEndsAsOneOrderOrAsNone() throws Exception {
        // Its sessions begin again after the outage, and have the shifted clock from then on.
        var time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
        var clock = new SteppedClock(Instant.now());
        var underway = new CountDownLatch(SHOPPERS / 4);
        var stage = new Stage(postgres.database(), clock, step -> {
            if (step.equals("pay.authorized")) {
                underway.countDown();
            }
        });
        UUID lamp = stage.product("Lamp", 2_000, 1_000);
        List<CheckoutRequest> requests = IntStream.range(0, SHOPPERS)
                .mapToObj(i -> stage.request(stage.cart(lamp, 1), Stage.PLAIN_CARD))
                .toList();

        try (var shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (CheckoutRequest request : requests) {
                all.add(shoppers.submit(() -> placeOrFail(stage, request)));
            }
            underway.await();
            postgres.kill();
            postgres.start();
            for (Future<?> one : all) {
                one.get();
            }
        }
        do {
            clock.advance(Duration.ofMinutes(1));
            time.advance(Duration.ofMinutes(1));
        } while (stage.checkout.sweep() > 0);

        long orders = stage.count("select count(*) from orders.orders");
        assertThat(stage.count("select count(*) from sandbox.charge where captured > 0"))
                .isEqualTo(orders);
        assertThat(stage.stockOf(lamp)).isEqualTo((1_000 - orders) + " on hand, 0 reserved");
        assertThat(stage.count("select count(*) from events.outbox where type = 'order.paid'"))
                .isEqualTo(orders);
        for (CheckoutRequest request : requests) {
            boolean ordered = stage.orders.find(request.checkoutId()).isPresent();
            assertThat(stage.carts.view(request.cartId(), CartOwner.guest()).state())
                    .isEqualTo(ordered ? CartState.COMPLETED : CartState.OPEN);
        }
        requests.forEach(stage.checkout::place);
        assertThat(stage.count("select count(*) from orders.orders")).isEqualTo(SHOPPERS);
        assertThat(stage.inventory.verify().clean()).isTrue();
    }

    /** While the database is away a shopper is informed, in one way or another. */
    private static void placeOrFail(Stage stage, CheckoutRequest request) {
        try {
            stage.checkout.place(request);
        } catch (Failure e) {
            assertThat(e.fault().retryHelps()).as(e.code()).isTrue();
        } catch (DataAccessException | TransactionException e) {
            // What the web module answers with 503.
        }
    }
}

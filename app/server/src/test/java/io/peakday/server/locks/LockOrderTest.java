package io.peakday.server.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.engines.Database;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.Staff;
import io.peakday.server.whole.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a day in the store locks, in which order. */
class LockOrderTest {
    private static final String CART = LockRank.CART.table();
    private static final String STOCK = LockRank.STOCK.table();

    @Test
    void transactionsLockInOneOrder() throws Exception {
        try (TestStore store = TestStore.start("locks")) {
            Path log = store.folder().resolve("postgres").resolve("server.log");
            logStatements(store.superuser(), log);
            aDay(store);
            LockOrder order = LockOrder.read(Files.readString(log));
            assertThat(order.waits("cart.cart", "inventory.stock"))
                    .as("a checkout was seen at all, among %s", order)
                    .isTrue();
            assertThat(order.waits("sale.claim", "inventory.reservation"))
                    .as("a claim was seen paid, among %s", order)
                    .isTrue();
            assertThat(order.againstRanks()).isEmpty();
            assertThat(order.circles()).isEmpty();
        }
    }

    @Test
    void whatIsLockedTheOtherWayRoundIsFound() {
        LockOrder order = LockOrder.read("""
                @1 LOG:  execute <unnamed>: BEGIN
                @1 LOG:  execute S_1: select 1 from %1$s s where s.id = $1
                \tfor update
                @2 LOG:  execute <unnamed>: BEGIN
                @2 LOG:  execute <unnamed>: update %2$s set state = 'OPEN'
                @1 LOG:  execute <unnamed>: update %2$s set state = 'OPEN'
                @1 LOG:  execute S_2: COMMIT
                @2 LOG:  execute <unnamed>: update %1$s set on_hand = 1
                @2 LOG:  execute S_2: COMMIT
                @1 LOG:  execute <unnamed>: update one.more set state = 'PAID'
                """.formatted(STOCK, CART));
        assertThat(order.againstRanks())
                .containsExactly(
                        "inventory.stock was held by who waited for cart.cart: update " + CART + " set state = 'open'");
        assertThat(order.circles())
                .contains(
                        "cart.cart -> inventory.stock -> cart.cart", "inventory.stock -> cart.cart -> inventory.stock");
    }

    @Test
    void whoSkipsWhatIsLockedWaitsForNobody() {
        LockOrder order = LockOrder.read("""
                @1 LOG:  execute <unnamed>: BEGIN
                @1 LOG:  execute S_1: update %1$s set on_hand = 1
                @1 LOG:  execute S_1: select 1 from %2$s c join a.b x on true for update of c skip locked
                @1 LOG:  execute S_1: select 1 from %2$s limit 1 for update skip locked
                """.formatted(STOCK, CART));
        assertThat(order.againstRanks()).isEmpty();
    }

    private static void logStatements(Database superuser, Path log) throws Exception {
        for (String setting :
                new String[] {"log_line_prefix = '@%c '", "log_parameter_max_length = 0", "log_statement = 'all'"}) {
            superuser.sql().sql("alter system set " + setting).update();
        }
        superuser.sql().sql("select pg_reload_conf()").query(Boolean.class).single();
        await().until(() -> {
            superuser.sql().sql("select 4711").query(Integer.class).single();
            return Files.readString(log).contains(": select 4711");
        });
    }

    private static void aDay(TestStore store) throws Exception {
        Staff owner = Staff.owner(store.url());
        Product product = store.goods().product(20);
        UUID variant = product.variants().getFirst().id();

        String cancelled = order(buyer(store).puts(variant, 2));
        owner.post(cancelled + "/cancel", "{\"text\":\"changed their mind\"}").ok();

        String kept = order(buyer(store).puts(variant, 1));
        owner.post(kept + "/pack", "{}").ok();
        owner.post(kept + "/ship", "{\"carrier\":\"Post\",\"number\":\"1\"}").ok();
        owner.post(kept + "/deliver", "{}").ok();

        Buyer declined = buyer(store).puts(variant, 1);
        declined.orders(declined.token("4000000000000002"));

        Buyer customer = buyer(store);
        customer.post("/api/v1/customers", """
                        {"email":"%s","password":"a loud harbour at noon","name":"Kim"}""".formatted(customer.email())).ok();
        Instant now = Instant.now();
        String sale = owner.post(
                        "/api/v1/admin/sales", """
                        {"name":"Sale day","variantId":"%s","price":{"minor":9900,"currency":"EUR"},"setAside":3,
                         "opensAt":"%s","closesAt":"%s"}""".formatted(variant, now.minusSeconds(1), now.plusSeconds(3600)))
                .ok()
                .get("sale")
                .get("id")
                .asString();
        assertThat(customer.post("/api/v1/sales/" + sale + "/claim", "{}")
                        .ok()
                        .get("outcome")
                        .asString()
                        .toLowerCase(Locale.ROOT))
                .isEqualTo("claimed");
        customer.put("/api/v1/carts/" + customer.cart() + "/claims/" + sale, "").ok();
        customer.orders().ok();
        owner.post("/api/v1/admin/sales/" + sale + "/stop", "{}").ok();
        customer.delete("/api/v1/me");
    }

    /** Where the staff finds what was bought. */
    private static String order(Buyer buyer) {
        return "/api/v1/admin/orders/" + buyer.orders().ok().get("orderNumber").asString();
    }

    private static Buyer buyer(TestStore store) {
        return new Buyer(store.url(), UUID.randomUUID() + "@example.com");
    }
}

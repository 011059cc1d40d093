package io.peakday.cart;

import io.peakday.engines.Database;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;

/** Forgets what nobody comes back for. */
final class Pruning {
    private static final int BATCH = 500;

    /** How many days a key protects against repetition; as long as clients may still retry, and more. */
    private static final int KEY_DAYS = 3;

    private final Database database;
    private final Tables tables;
    private final CartSettings settings;

    Pruning(Database database, Tables tables, CartSettings settings) {
        this.database = database;
        this.tables = tables;
        this.settings = settings;
    }

    int run() {
        int carts = forget("customer_id is null", settings.guestAge());
        carts += forget("customer_id is not null", settings.customerAge());
        database.sql()
                .sql("delete from cart.applied where applied_on < ?")
                .param(tables.today().minusDays(KEY_DAYS))
                .update();
        return carts;
    }

    private int forget(String whose, Duration age) {
        LocalDate before = tables.today().minusDays(age.toDays());
        int all = 0;
        int batch;
        do {
            batch = database.sql()
                    .sql("delete from cart.cart where id in (select id from cart.cart where touched_on < ? and " + whose
                            + " and state <> 'CHECKOUT' order by touched_on limit ? for update skip locked)")
                    .params(before, BATCH)
                    .update();
            all += batch;
        } while (batch == BATCH);
        return all;
    }

    void forget(UUID customerId) {
        database.sql()
                .sql("delete from cart.cart where customer_id = ? and state <> 'CHECKOUT'")
                .param(customerId)
                .update();
    }
}

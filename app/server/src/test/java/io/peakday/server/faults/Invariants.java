package io.peakday.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.Database;
import io.peakday.inventory.Inventory;
import io.peakday.server.Store;
import io.peakday.server.whole.Buyer;
import java.util.List;
import java.util.UUID;

/** What all modules have written down, read behind their backs: after every fault it must fit together. */
final class Invariants {
    private final Store store;
    private final Database database;

    Invariants(Store store) {
        this.store = store;
        this.database = store.engines().database();
    }

    /** No order without its goods, nothing paid for twice or for nothing, the stock as its ledger says. */
    void fitTogether() {
        assertThat(count("""
                        select count(*) from orders.orders o
                        where cart_id is not null
                          and not exists (select from inventory.reservation r
                                          where r.id = o.id and r.state = 'CONFIRMED')""")).as("orders without their goods").isZero();
        assertThat(count("select count(*) from (select cart_id from orders.orders where cart_id is not null"
                        + " group by cart_id having count(*) > 1) x"))
                .as("carts that were bought twice")
                .isZero();
        assertThat(count("select count(*) from (select payment_id from payments.ledger where kind = 'captured'"
                        + " group by payment_id having count(*) > 1) x"))
                .as("payments captured twice")
                .isZero();
        assertThat(count("""
                        select count(*) from sandbox.charge s
                        where s.state = 'CAPTURED'
                          and not exists (select from orders.orders o where o.id::text = s.authorize_key)""")).as("money taken without an order").isZero();
        assertThat(count("select count(*) from (select capture_key from sandbox.charge where capture_key is not null"
                        + " group by capture_key having count(*) > 1) x"))
                .as("captures that the bank has twice")
                .isZero();
        assertThat(count("""
                        select count(*) from sandbox.charge s
                        join orders.orders o on o.id::text = s.authorize_key
                        where s.captured <> o.total""")).as("orders paid with another amount").isZero();
        assertThat(store.bean(Inventory.class).verify().differences()).isEmpty();
    }

    /** How many mails have arrived at this address. */
    long mails(String address) {
        return database.sql()
                .sql("select count(*) from notify.received where recipient = ?")
                .param(address)
                .query(Long.class)
                .single();
    }

    /** What the bank has of this checkout: {@code CAPTURED 2000}. */
    String charge(UUID checkout) {
        return database.sql()
                .sql("select state || ' ' || captured from sandbox.charge where authorize_key = ?")
                .param(checkout.toString())
                .query(String.class)
                .single();
    }

    /** Events that could not be handled. */
    long deadLetters() {
        return count("select count(*) from events.dead_letter");
    }

    long orders(UUID cart) {
        return database.sql()
                .sql("select count(*) from orders.orders where cart_id = ?")
                .param(cart)
                .query(Long.class)
                .single();
    }

    long orders(List<Buyer> of) {
        return of.stream().mapToLong(buyer -> orders(buyer.cart())).sum();
    }

    /** Events that no one has relayed yet. */
    long outbox() {
        return count("select count(*) from events.outbox");
    }

    long count(String sql) {
        return database.sql().sql(sql).query(Long.class).single();
    }
}

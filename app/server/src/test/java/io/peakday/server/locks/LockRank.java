package io.peakday.server.locks;

import java.util.Arrays;
import java.util.Optional;

/**
 * The order in which a transaction locks rows of different tables, for all modules in one place (ADR 32): who holds a row of one may wait
 * for a row of one that stands below it here, never for one above. So no two transactions wait for each other in a circle. Rows of one
 * table are locked by one statement, or in the order of their keys.
 */
enum LockRank {
    CHECKOUT("orders.checkout"),
    CART("cart.cart"),
    CART_LINE("cart.line"),
    ORDER("orders.orders"),
    SALE("sale.counter"),
    CLAIM("sale.claim"),
    RESERVATION("inventory.reservation"),
    STOCK("inventory.stock"),
    PAYMENT("payments.payment");

    private final String table;

    LockRank(String table) {
        this.table = table;
    }

    static Optional<LockRank> of(String table) {
        return Arrays.stream(values()).filter(rank -> rank.table.equals(table)).findFirst();
    }

    String table() {
        return table;
    }
}

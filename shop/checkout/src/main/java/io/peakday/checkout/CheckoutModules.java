package io.peakday.checkout;

import io.peakday.cart.Carts;
import io.peakday.catalog.Catalog;
import io.peakday.inventory.Inventory;
import io.peakday.orders.Orders;
import io.peakday.payments.Payments;
import io.peakday.sale.FlashSales;
import java.time.InstantSource;

/** The modules a checkout goes through. */
record CheckoutModules(
        Carts carts,
        Catalog catalog,
        Inventory inventory,
        FlashSales sales,
        Payments payments,
        Orders orders,
        InstantSource clock) {}

package io.peakday.checkout;

import io.peakday.cart.Carts;
import io.peakday.catalog.Catalog;
import io.peakday.inventory.Inventory;
import io.peakday.orders.Orders;
import io.peakday.payments.Payments;
import io.peakday.sale.FlashSales;

/** The modules a checkout goes through: the consistency group of ADR 32, and the catalogue, which it reads. */
record CheckoutModules(
        Carts carts, Catalog catalog, Inventory inventory, FlashSales sales, Payments payments, Orders orders) {}

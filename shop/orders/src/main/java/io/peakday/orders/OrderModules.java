package io.peakday.orders;

import io.peakday.inventory.Inventory;
import io.peakday.payments.Payments;

/** The other modules that orders call. */
public record OrderModules(Inventory inventory, Payments payments, CheckoutRecords checkouts) {}

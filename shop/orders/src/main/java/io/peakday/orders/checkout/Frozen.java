package io.peakday.orders.checkout;

import io.peakday.orders.Address;
import io.peakday.orders.OrderLine;
import io.peakday.orders.Shipping;
import io.peakday.orders.Totals;
import java.util.List;

/** What a checkout has agreed with the shopper and no price change can touch any more. */
record Frozen(
        List<OrderLine> lines, Totals totals, Shipping shipping, Address shipTo, Address billTo, String paidWith) {}

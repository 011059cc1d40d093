package io.peakday.sale.storefront;

import io.peakday.kernel.Money;

/**
 * A sale that another page leads to.
 *
 * @param when {@code now}, or from when on, in words
 */
public record SaleLink(String href, String name, Money price, boolean open, String when) {}

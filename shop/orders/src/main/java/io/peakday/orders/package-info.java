/**
 * What was bought: the orders, the moves they may make, and their facts. How a cart becomes an order is in
 * {@code checkout}; what it costs to ship and what tax is in it, in {@code pricing}.
 */
@NullMarked
package io.peakday.orders;

import org.jspecify.annotations.NullMarked;

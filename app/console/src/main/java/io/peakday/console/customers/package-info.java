/** Customers and their sessions. */
@NullMarked
package io.peakday.console.customers;

import org.jspecify.annotations.NullMarked;

/** Customers' accounts, and what is done with what is kept of people. */
@NullMarked
package io.peakday.customers;

import org.jspecify.annotations.NullMarked;

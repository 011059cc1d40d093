/** The pages about customers, their sessions and their privacy. */
@NullMarked
package io.peakday.customers.console;

import org.jspecify.annotations.NullMarked;

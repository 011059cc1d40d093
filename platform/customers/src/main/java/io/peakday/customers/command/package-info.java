/** The commands about what is kept of people. */
@NullMarked
package io.peakday.customers.command;

import org.jspecify.annotations.NullMarked;

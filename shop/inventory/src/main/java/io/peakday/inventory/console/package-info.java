/** Stock: levels, corrections, the ledger. */
@NullMarked
package io.peakday.inventory.console;

import org.jspecify.annotations.NullMarked;

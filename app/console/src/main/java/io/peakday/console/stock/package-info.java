/** Stock: levels, corrections, the ledger. */
@NullMarked
package io.peakday.console.stock;

import org.jspecify.annotations.NullMarked;

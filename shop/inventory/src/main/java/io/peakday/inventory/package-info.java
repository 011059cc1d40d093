/** Stock: how many of each variant lie where, who has a claim on them, and the ledger that proves it. */
@NullMarked
package io.peakday.inventory;

import org.jspecify.annotations.NullMarked;

package io.peakday.sale;

import org.jspecify.annotations.Nullable;

/**
 * An outcome, and what was left after it.
 *
 * @param outcome null if there is no such sale
 * @param left pieces that nobody had claimed then
 */
record Answered(@Nullable ClaimOutcome outcome, int left) {}

package io.peakday.waiting;

import org.jspecify.annotations.Nullable;

/**
 * A challenge that was solved, or waited for.
 *
 * @param challenge its text
 * @param nonce 1 to 20 letters and digits; null: waited instead
 */
public record Solution(String challenge, @Nullable String nonce) {}

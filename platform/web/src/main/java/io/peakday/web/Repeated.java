package io.peakday.web;

/**
 * What a {@link Hot} method answers, where the same instance may be the answer to very many: such an instance is written as JSON once.
 * What it holds never changes.
 */
public interface Repeated {
    /** Whether this instance is one of those few; false: it was made for one caller. */
    boolean repeated();
}

package io.peakday.benchkit;

/**
 * A rule that must hold after a drill.
 *
 * @param rule what must hold, as a sentence
 * @param found what was found, in words
 */
public record Check(String rule, boolean holds, String found) {}

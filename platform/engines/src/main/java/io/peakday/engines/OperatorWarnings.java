package io.peakday.engines;

import java.util.List;

/**
 * What whoever runs the store must know whenever they look at it; shown on every page of the console. Declared as a bean by whoever
 * knows of it; there may be several.
 *
 * @param sentences what it is, and what to do about it
 */
public record OperatorWarnings(List<String> sentences) {
    public OperatorWarnings {
        sentences = List.copyOf(sentences);
    }
}

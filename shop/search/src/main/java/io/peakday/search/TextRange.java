package io.peakday.search;

/**
 * A stretch of a text to be highlighted, in UTF-16 units; ranges of one text are ascending and do not overlap.
 *
 * @param start inclusive, from 0
 * @param end exclusive
 */
public record TextRange(int start, int end) {
    public TextRange {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("not a range: " + start + "-" + end);
        }
    }
}

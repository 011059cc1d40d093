package io.peakday.search.find;

/**
 * What else counts beside the words of all fields together.
 *
 * @param title a word stands in the title
 * @param exact a word stands in title, brand or category in the very form it was typed
 * @param kind a word names the product's category or type
 * @param phrase the words stand together in the title
 * @param code a part number is asked for by its beginning; twice that for the whole of it
 */
public record RankWeights(float title, float exact, float kind, float phrase, float code) {
    /** Tuned on one half of the judged queries and confirmed on the other; see the README. */
    public static final RankWeights DEFAULT = new RankWeights(0.5f, 0.3f, 1.0f, 0.5f, 10f);
}

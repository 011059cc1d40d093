package io.peakday.search.find;

/**
 * What counts beside the words of all fields together, and how quickly more of the same stops counting.
 *
 * @param title a word stands in the title
 * @param exact a word stands in title, brand or category in the very form it was typed
 * @param kind a word names the product's category or type
 * @param phrase the words stand together in the title
 * @param code a part number is asked for by its beginning; twice that for the whole of it
 * @param synonym share of a word's worth that its synonym has
 * @param k1 of BM25; frequencies carry the field weights, so saturation starts later than at the usual 1.2
 * @param b of BM25
 */
public record RankWeights(
        float title, float exact, float kind, float phrase, float code, float synonym, float k1, float b) {
    /** Tuned with people's ratings; the README says how, and what they gain. */
    public static final RankWeights DEFAULT = new RankWeights(3f, 1f, 1f, 2f, 10f, 0.2f, 20f, 0.6f);
}

package io.peakday.search.index;

/**
 * How much a word counts by where it stands, as in BM25F (Robertson, Zaragoza, Taylor, CIKM 2004): the frequencies of
 * all fields are added up with these weights <em>before</em> saturation. The sum is made when the document is written,
 * so a term is one posting list, with all of Lucene's block-max skipping, instead of six combined at every query.
 */
public record TextWeights(int title, int brand, int category, int attributes, int description, int codes) {
    /** Tuned with people's ratings; the README says how, and what they gain. */
    public static final TextWeights DEFAULT = new TextWeights(2, 2, 3, 1, 3, 3);
}

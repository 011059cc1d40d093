package io.peakday.search.find;

import io.peakday.catalog.CategoryTree;
import io.peakday.search.Sort;
import io.peakday.search.Suggestion;
import io.peakday.search.index.Card;
import io.peakday.search.index.Snapshot;
import io.peakday.search.suggest.SuggestTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.FixedBitSet;

/** What the index itself offers to the type-ahead: its categories, brands and most popular titles. */
public final class Vocabulary {
    private static final int MAX_TITLES = 50_000;
    private static final float CATEGORY = 12;
    private static final float BRAND = 11;

    private Vocabulary() {}

    public static List<SuggestTable.Entry> of(Snapshot snapshot, CategoryTree tree) {
        List<SuggestTable.Entry> entries = new ArrayList<>();
        FixedBitSet live = snapshot.live();
        new Facets(tree, 2)
                .categoryCounts(snapshot, live)
                .forEach((id, count) -> tree.find(id)
                        .ifPresent(category -> entries.add(new SuggestTable.Entry(
                                new Suggestion(Suggestion.Kind.CATEGORY, category.name(), category.slug()),
                                CATEGORY + (float) Math.log(count)))));
        int[] brands = Counts.brands(snapshot, live);
        for (int i = 0; i < brands.length; i++) {
            if (brands[i] > 0) {
                entries.add(new SuggestTable.Entry(
                        new Suggestion(
                                Suggestion.Kind.BRAND, snapshot.names().brands().get(i), null),
                        BRAND + (float) Math.log(brands[i])));
            }
        }
        for (int doc : Ordering.first(snapshot, live, Sort.RELEVANCE, MAX_TITLES)) {
            Card card = snapshot.card(doc);
            int segment = snapshot.segmentOf(doc);
            int popularity = Ordering.popularity(snapshot, segment, doc - snapshot.base(segment));
            entries.add(new SuggestTable.Entry(
                    new Suggestion(Suggestion.Kind.PRODUCT, card.title(), card.slug()),
                    1 + (popularity % 1_000_000) / 5_000f));
        }
        return entries;
    }
}

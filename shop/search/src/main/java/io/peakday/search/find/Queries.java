package io.peakday.search.find;

import io.peakday.search.find.ParsedQuery.Alternative;
import io.peakday.search.find.ParsedQuery.Group;
import io.peakday.search.index.Fields;
import io.peakday.search.text.Stems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;

/** Writes an understood query as Lucene queries: one that decides what fits, one that ranks it. */
final class Queries {
    private static final int MIN_CODE_PREFIX = 4;
    private static final int PHRASE_SLOP = 2;

    private final RankWeights weights;

    Queries(RankWeights weights) {
        this.weights = weights;
    }

    /**
     * What fits: at least so many of the groups, and all phrases.
     *
     * @param needed groups that must be found
     */
    Query matching(ParsedQuery query, int needed) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (needed >= query.groups().size()) {
            query.groups().forEach(group -> all.add(group(group), Occur.MUST));
        } else {
            BooleanQuery.Builder some = new BooleanQuery.Builder().setMinimumNumberShouldMatch(Math.max(1, needed));
            query.groups().forEach(group -> some.add(group(group), Occur.SHOULD));
            all.add(some.build(), Occur.MUST);
        }
        query.phrases().forEach(phrase -> all.add(phrase(Fields.WORDS, phrase, 0), Occur.MUST));
        if (query.wholeCode() == null) {
            return all.build();
        }
        return new BooleanQuery.Builder()
                .add(all.build(), Occur.SHOULD)
                .add(code(query.wholeCode()), Occur.SHOULD)
                .build();
    }

    /** What fits, ranked: the words of all fields together, and what makes one of equals better. */
    Query ranking(ParsedQuery query, int needed) {
        BooleanQuery.Builder ranked = new BooleanQuery.Builder().add(matching(query, needed), Occur.MUST);
        Set<Query> extras = new LinkedHashSet<>();
        List<String> inOrder = new ArrayList<>();
        for (Group group : query.groups()) {
            for (String word : group.words()) {
                boosted(extras, new TermQuery(new Term(Fields.EXACT, word)), weights.exact());
                inOrder.add(Stems.of(word));
            }
            boosted(extras, anyOf(Fields.TITLE, group), weights.title());
            boosted(extras, anyOf(Fields.KIND, group), weights.kind());
        }
        if (inOrder.size() > 1) {
            boosted(extras, phrase(Fields.TITLE, inOrder, PHRASE_SLOP), weights.phrase());
        }
        extras.forEach(extra -> ranked.add(extra, Occur.SHOULD));
        return ranked.build();
    }

    private static void boosted(Set<Query> extras, Query query, float boost) {
        if (boost > 0) {
            extras.add(new BoostQuery(query, boost));
        }
    }

    private Query group(Group group) {
        List<Query> ways = new ArrayList<>();
        ways.add(anyOf(Fields.TEXT, group));
        if (group.codePrefix() != null) {
            ways.add(code(group.codePrefix()));
        }
        return ways.size() == 1 ? ways.getFirst() : new DisjunctionMaxQuery(ways, 0.1f);
    }

    private Query code(String code) {
        Query whole =
                new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(Fields.CODES, code))), 2 * weights.code());
        if (code.length() < MIN_CODE_PREFIX) {
            return whole;
        }
        return new DisjunctionMaxQuery(
                List.of(whole, new BoostQuery(new PrefixQuery(new Term(Fields.CODES, code)), weights.code())), 0);
    }

    private static Query anyOf(String field, Group group) {
        SynonymQuery.Builder single = new SynonymQuery.Builder(field);
        int singles = 0;
        List<Query> ways = new ArrayList<>();
        for (Alternative alternative : group.alternatives()) {
            if (alternative.stems().size() == 1) {
                single.addTerm(new Term(field, alternative.stems().getFirst()), alternative.weight());
                singles++;
            } else {
                BooleanQuery.Builder all = new BooleanQuery.Builder();
                alternative.stems().forEach(stem -> all.add(new TermQuery(new Term(field, stem)), Occur.MUST));
                // Each word of an expression scores for itself; together they are worth one word.
                float share = alternative.weight() * shareOfWord(group, alternative);
                ways.add(new BoostQuery(all.build(), share));
            }
        }
        if (singles > 0) {
            ways.addFirst(single.build());
        }
        return ways.size() == 1 ? ways.getFirst() : new DisjunctionMaxQuery(ways, 0.1f);
    }

    private static float shareOfWord(Group group, Alternative alternative) {
        return Math.min(1f, (float) group.words().size() / alternative.stems().size());
    }

    private static Query phrase(String field, List<String> words, int slop) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
        words.forEach(word -> phrase.add(new Term(field, word)));
        return phrase.build();
    }
}

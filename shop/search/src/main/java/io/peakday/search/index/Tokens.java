package io.peakday.search.index;

import io.peakday.search.text.Stems;
import io.peakday.search.text.Word;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Scanned words as the token streams Lucene takes. */
final class Tokens {
    private Tokens() {}

    /** Terms with frequencies given, without positions. */
    static final class Weighted extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
        private final Map<String, Integer> frequencies;
        private Iterator<Map.Entry<String, Integer>> left;

        Weighted(Map<String, Integer> frequencies) {
            this.frequencies = frequencies;
            this.left = frequencies.entrySet().iterator();
        }

        @Override
        public void reset() {
            left = frequencies.entrySet().iterator();
        }

        @Override
        public boolean incrementToken() {
            if (!left.hasNext()) {
                return false;
            }
            clearAttributes();
            Map.Entry<String, Integer> next = left.next();
            term.append(next.getKey());
            frequency.setTermFrequency(Math.max(1, next.getValue()));
            return true;
        }
    }

    /** Words in their places. */
    static final class Positioned extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private final List<Word> words;
        private final boolean stemmed;
        private int next;
        private int position = -1;

        Positioned(List<Word> words, boolean stemmed) {
            this.words = words;
            this.stemmed = stemmed;
        }

        @Override
        public void reset() {
            next = 0;
            position = -1;
        }

        @Override
        public boolean incrementToken() {
            if (next == words.size()) {
                return false;
            }
            clearAttributes();
            Word word = words.get(next++);
            term.append(stemmed ? Stems.of(word.term()) : word.term());
            increment.setPositionIncrement(Math.max(position < 0 ? 1 : 0, word.position() - position));
            position = Math.max(position, word.position());
            return true;
        }
    }
}

package io.peakday.search.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * English stems by Krovetz's algorithm (SIGIR 1993), which checks a dictionary and so conflates less than Porter's:
 * {@code cases} and {@code case} meet, {@code universal} and {@code university} do not.
 */
public final class Stems {
    private static final int MAX_CACHED = 200_000;
    private static final ConcurrentHashMap<String, String> CACHE = new ConcurrentHashMap<>();

    /** Words that carry no meaning in a query beside others. */
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "into", "is", "it", "my", "of", "on",
            "or", "that", "the", "their", "this", "to", "with", "your");

    private Stems() {}

    public static boolean isStopWord(String term) {
        return STOP_WORDS.contains(term);
    }

    public static String of(String term) {
        if (term.length() < 3 || term.length() > 30 || !isAsciiLetters(term)) {
            return term;
        }
        String stem = CACHE.get(term);
        if (stem == null) {
            if (CACHE.size() >= MAX_CACHED) {
                CACHE.clear();
            }
            stem = stem(term);
            CACHE.put(term, stem);
        }
        return stem;
    }

    private static boolean isAsciiLetters(String term) {
        for (int i = 0; i < term.length(); i++) {
            char c = term.charAt(i);
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return true;
    }

    private static String stem(String term) {
        try (TokenStream stream = new KStemFilter(new OneWord(term))) {
            CharTermAttribute attribute = stream.getAttribute(CharTermAttribute.class);
            stream.reset();
            stream.incrementToken();
            return attribute.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class OneWord extends TokenStream {
        private final CharTermAttribute attribute = addAttribute(CharTermAttribute.class);
        private final String term;
        private boolean given;

        OneWord(String term) {
            this.term = term;
        }

        @Override
        public boolean incrementToken() {
            if (given) {
                return false;
            }
            clearAttributes();
            attribute.append(term);
            given = true;
            return true;
        }
    }
}

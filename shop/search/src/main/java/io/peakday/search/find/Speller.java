package io.peakday.search.find;

import io.peakday.search.index.Fields;
import io.peakday.search.index.Snapshot;
import io.peakday.search.text.Stems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;

/**
 * What a misspelt word may mean: words of titles, brands and categories that are near it, nearer before more frequent.
 * A word with a digit is never taken for another, because part numbers differ by one character on purpose; it may only
 * be split where letters and digits meet.
 */
final class Speller {
    private static final int MAX_CANDIDATES = 3;
    private static final int MIN_LENGTH = 4;
    /** A word this much rarer than its neighbour is probably the neighbour, misspelt. */
    private static final int MUCH_MORE_FREQUENT = 40;

    private static final int RARE = 3;

    private Speller() {}

    /** Replacements for a word that is not in the index, best first; each one or two words. */
    static List<List<String>> corrections(Snapshot snapshot, String word) {
        List<List<String>> found = new ArrayList<>(split(snapshot, word));
        if (word.chars().noneMatch(Character::isDigit) && word.length() >= MIN_LENGTH) {
            similar(snapshot, word, 1).stream()
                    .limit(MAX_CANDIDATES)
                    .forEach(candidate -> found.add(List.of(candidate.string)));
        }
        return found;
    }

    /** A much more frequent word near a rare one; empty where there is none. */
    static List<String> probablyMeant(Snapshot snapshot, String word) {
        if (word.length() < MIN_LENGTH || word.chars().anyMatch(Character::isDigit)) {
            return List.of();
        }
        int frequency = snapshot.frequency(Fields.TEXT, Stems.of(word));
        if (frequency > RARE) {
            return List.of();
        }
        return similar(snapshot, word, 1).stream()
                .filter(candidate -> candidate.freq >= MUCH_MORE_FREQUENT * Math.max(1, frequency))
                .filter(candidate -> !Stems.of(candidate.string).equals(Stems.of(word)))
                .limit(1)
                .map(candidate -> candidate.string)
                .toList();
    }

    private static List<SuggestWord> similar(Snapshot snapshot, String word, int prefix) {
        DirectSpellChecker checker = new DirectSpellChecker();
        checker.setMinPrefix(prefix);
        checker.setMinQueryLength(MIN_LENGTH);
        checker.setMaxEdits(word.length() < 6 ? 1 : 2);
        checker.setMaxInspections(10);
        checker.setAccuracy(0.6f);
        try {
            SuggestWord[] words = checker.suggestSimilar(
                    new Term(Fields.EXACT, word), 10, snapshot.searcher().getIndexReader(), SuggestMode.SUGGEST_ALWAYS);
            return Arrays.stream(words)
                    .filter(candidate -> candidate.string.chars().noneMatch(Character::isDigit))
                    .sorted(Comparator.<SuggestWord>comparingInt(candidate -> -Math.round(candidate.score * 12))
                            .thenComparingInt(candidate -> -candidate.freq)
                            .thenComparing(candidate -> candidate.string))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Into two words that both exist, at the place where the rarer of them is most frequent. */
    private static List<List<String>> split(Snapshot snapshot, String word) {
        boolean digits = word.chars().anyMatch(Character::isDigit);
        List<String> best = List.of();
        int bestFrequency = digits ? 0 : RARE;
        for (int at = 2; at <= word.length() - (digits ? 1 : 3); at++) {
            if (digits && Character.isDigit(word.charAt(at)) == Character.isDigit(word.charAt(at - 1))) {
                continue;
            }
            if (!digits && at < 3) {
                continue;
            }
            String left = word.substring(0, at);
            String right = word.substring(at);
            int frequency = Math.min(snapshot.frequency(Fields.EXACT, left), snapshot.frequency(Fields.EXACT, right));
            if (frequency > bestFrequency) {
                bestFrequency = frequency;
                best = List.of(left, right);
            }
        }
        return best.isEmpty() ? List.of() : List.of(best);
    }
}

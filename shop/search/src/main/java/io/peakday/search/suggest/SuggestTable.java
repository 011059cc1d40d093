package io.peakday.search.suggest;

import io.peakday.search.Suggestion;
import io.peakday.search.text.Scanner;
import io.peakday.search.text.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Type-ahead from a sorted array: every entry is filed under its text and under each of its first words' beginnings, so a
 * prefix is a run found by two binary searches, and the best of the run are its answer. The runs of one to three letters
 * are long and asked for most; their best are worked out beforehand. Immutable; about 150,000 keys take 20 MB and a third
 * of a second.
 */
public final class SuggestTable {
    public static final int MAX_LIMIT = 20;

    private static final int PRECOMPUTED = 3;
    private static final int MAX_FILED = 3;
    private static final float LATER_WORD = 0.7f;
    /** Keys looked through for a misspelt prefix. */
    private static final int MAX_NEAR = 4_000;

    private static final SuggestTable EMPTY = new SuggestTable(List.of());

    private final List<Entry> entries;
    private final String[] keys;
    private final int[] entryOf;
    private final float[] weights;
    private final Map<String, List<Suggestion>> shortPrefixes = new HashMap<>();

    /** @param weight greater is better */
    public record Entry(Suggestion suggestion, float weight) {}

    private record Filed(String key, int entry, float weight) {}

    public static SuggestTable empty() {
        return EMPTY;
    }

    public SuggestTable(List<Entry> all) {
        this.entries = List.copyOf(all);
        List<Filed> filed = new ArrayList<>(all.size() * 2);
        for (int i = 0; i < entries.size(); i++) {
            file(entries.get(i), i, filed);
        }
        filed.sort(Comparator.comparing(Filed::key));
        this.keys = new String[filed.size()];
        this.entryOf = new int[filed.size()];
        this.weights = new float[filed.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = filed.get(i).key;
            entryOf[i] = filed.get(i).entry;
            weights[i] = filed.get(i).weight;
        }
        Set<String> prefixes = new HashSet<>();
        for (String key : keys) {
            for (int length = 1; length <= Math.min(PRECOMPUTED, key.length()); length++) {
                prefixes.add(key.substring(0, length));
            }
        }
        prefixes.forEach(prefix -> shortPrefixes.put(prefix, best(start(prefix), end(prefix), MAX_LIMIT)));
    }

    private static void file(Entry entry, int number, List<Filed> filed) {
        String text = normal(entry.suggestion.text());
        int from = 0;
        for (int word = 0; word < MAX_FILED && from >= 0 && from < text.length(); word++) {
            filed.add(new Filed(text.substring(from), number, entry.weight * (word == 0 ? 1 : LATER_WORD)));
            from = text.indexOf(' ', from) + 1;
            if (from == 0) {
                return;
            }
        }
    }

    /** How texts and prefixes are compared: words without case, accents and punctuation, one space between. */
    public static String normal(String text) {
        return Scanner.scan(text).stream()
                .filter(word -> word.kind() == Word.Kind.PLAIN)
                .map(Word::term)
                .collect(Collectors.joining(" "));
    }

    /** The best first; a misspelling is forgiven only where nothing fits as it stands. */
    public List<Suggestion> find(String typed, int limit) {
        String prefix = normal(typed);
        if (prefix.isEmpty()) {
            return List.of();
        }
        List<Suggestion> found = prefix.length() <= PRECOMPUTED
                ? shortPrefixes.getOrDefault(prefix, List.of())
                : best(start(prefix), end(prefix), limit);
        if (found.isEmpty() && prefix.length() > PRECOMPUTED) {
            found = near(prefix, limit);
        }
        return found.size() <= limit ? found : found.subList(0, limit);
    }

    public int size() {
        return entries.size();
    }

    private int start(String prefix) {
        int at = Arrays.binarySearch(keys, prefix);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && keys[at - 1].equals(prefix)) {
            at--;
        }
        return at;
    }

    private int end(String prefix) {
        return start(prefix + Character.MAX_VALUE);
    }

    private List<Suggestion> best(int from, int to, int limit) {
        // The entries seen are few beside the run: a small list kept in order is quicker than a heap of all.
        int[] top = new int[limit];
        int size = 0;
        for (int i = from; i < to; i++) {
            if (size == limit && weights[i] <= weights[top[size - 1]]) {
                continue;
            }
            if (known(top, size, i)) {
                continue;
            }
            int at = size < limit ? size++ : limit - 1;
            while (at > 0 && weights[top[at - 1]] < weights[i]) {
                top[at] = top[at - 1];
                at--;
            }
            top[at] = i;
        }
        List<Suggestion> best = new ArrayList<>(size);
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < size; i++) {
            Suggestion suggestion = entries.get(entryOf[top[i]]).suggestion;
            if (texts.add(suggestion.kind() + normal(suggestion.text()))) {
                best.add(suggestion);
            }
        }
        return List.copyOf(best);
    }

    private boolean known(int[] top, int size, int key) {
        for (int i = 0; i < size; i++) {
            if (entryOf[top[i]] == entryOf[key]) {
                return true;
            }
        }
        return false;
    }

    /** One letter wrong, missing, too many or swapped, after the first two. */
    private List<Suggestion> near(String prefix, int limit) {
        int from = start(prefix.substring(0, 2));
        int to = Math.min(end(prefix.substring(0, 2)), from + MAX_NEAR);
        List<Integer> found = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (almostBegins(keys[i], prefix)) {
                found.add(i);
            }
        }
        return found.stream()
                .sorted(Comparator.comparingDouble((Integer i) -> -weights[i]))
                .map(i -> entries.get(entryOf[i]).suggestion)
                .distinct()
                .limit(limit)
                .toList();
    }

    static boolean almostBegins(String key, String prefix) {
        int i = 0;
        while (i < key.length() && i < prefix.length() && key.charAt(i) == prefix.charAt(i)) {
            i++;
        }
        return i == prefix.length()
                || (key.startsWith(prefix.substring(i + 1), Math.min(key.length(), i + 1)) && i < key.length())
                || key.startsWith(prefix.substring(i + 1), i)
                || (key.startsWith(prefix.substring(i), Math.min(key.length(), i + 1)) && i < key.length())
                || (i + 1 < prefix.length()
                        && i + 1 < key.length()
                        && key.charAt(i) == prefix.charAt(i + 1)
                        && key.charAt(i + 1) == prefix.charAt(i)
                        && key.startsWith(prefix.substring(i + 2), i + 2));
    }
}

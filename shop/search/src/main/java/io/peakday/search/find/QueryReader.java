package io.peakday.search.find;

import io.peakday.search.find.ParsedQuery.Alternative;
import io.peakday.search.find.ParsedQuery.Group;
import io.peakday.search.text.Scanner;
import io.peakday.search.text.Stems;
import io.peakday.search.text.Synonyms;
import io.peakday.search.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a person typed. There is no syntax but quotes, so nothing can be wrong with it. */
final class QueryReader {
    private static final int MAX_GROUPS = 12;
    private static final int MAX_PHRASES = 3;
    private static final int MAX_ALTERNATIVES = 12;
    private static final float PARTS = 0.9f;
    private static final float NUMBER_AND_UNIT = 0.6f;

    private final Synonyms synonyms;
    private final float synonymWeight;

    QueryReader(Synonyms synonyms, float synonymWeight) {
        this.synonyms = synonyms;
        this.synonymWeight = synonymWeight;
    }

    ParsedQuery read(String query) {
        List<List<String>> phrases = new ArrayList<>();
        String rest = takePhrases(query, phrases);
        List<Word> words = Scanner.scan(rest);
        List<Group> groups = withSynonyms(withoutStopWords(groups(words), phrases));
        String text = plain(Scanner.scan(query));
        return new ParsedQuery(
                groups.subList(0, Math.min(MAX_GROUPS, groups.size())), phrases, wholeCode(rest, words), text);
    }

    /** One more group for a word put in place of a misspelt one. */
    Group group(String word) {
        List<Group> read = withSynonyms(groups(Scanner.scan(word)));
        return read.isEmpty()
                ? new Group(List.of(word), List.of(new Alternative(List.of(word), 1)), null)
                : read.getFirst();
    }

    /** A quote after a digit is an inch sign, unless it closes a phrase. */
    private static String takePhrases(String query, List<List<String>> phrases) {
        StringBuilder rest = new StringBuilder();
        int i = 0;
        while (i < query.length()) {
            char c = query.charAt(i);
            boolean opens = isQuote(c) && (i == 0 || !Character.isDigit(query.charAt(i - 1)));
            int close = opens ? closing(query, i + 1) : -1;
            if (close < 0) {
                rest.append(c);
                i++;
                continue;
            }
            List<String> phrase = Scanner.scan(query.substring(i + 1, close)).stream()
                    .filter(word -> word.kind() == Word.Kind.PLAIN)
                    .map(Word::term)
                    .limit(MAX_GROUPS)
                    .toList();
            if (!phrase.isEmpty() && phrases.size() < MAX_PHRASES) {
                phrases.add(phrase);
            }
            rest.append(' ');
            i = close + 1;
        }
        return rest.toString();
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '“' || c == '”' || c == '„';
    }

    private static int closing(String query, int from) {
        for (int i = from; i < query.length(); i++) {
            if (isQuote(query.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static List<Group> groups(List<Word> words) {
        List<Group> groups = new ArrayList<>();
        int i = 0;
        while (i < words.size()) {
            Word first = words.get(i);
            int end = i + 1;
            Word joined = null;
            Word measure = null;
            while (end < words.size() && words.get(end).position() == first.position()) {
                joined = words.get(end).kind() == Word.Kind.JOINED ? words.get(end) : joined;
                measure = words.get(end).kind() == Word.Kind.MEASURE ? words.get(end) : measure;
                end++;
            }
            Word whole = joined != null ? joined : measure;
            List<String> parts = new ArrayList<>(List.of(first.term()));
            while (whole != null && end < words.size() && words.get(end).end() <= whole.end()) {
                if (words.get(end).kind() == Word.Kind.PLAIN) {
                    parts.add(words.get(end).term());
                }
                end++;
            }
            groups.add(whole == null ? single(first) : composite(whole, measure != null && joined == null, parts));
            i = end;
        }
        return groups;
    }

    private static Group single(Word word) {
        return new Group(
                List.of(word.term()),
                List.of(new Alternative(List.of(Stems.of(word.term())), 1)),
                word.looksLikeCode() ? word.term() : null);
    }

    private static Group composite(Word whole, boolean measure, List<String> parts) {
        List<String> stems = parts.stream().map(Stems::of).toList();
        return new Group(
                parts,
                List.of(
                        new Alternative(List.of(Stems.of(whole.term())), 1),
                        new Alternative(stems, measure ? NUMBER_AND_UNIT : PARTS)),
                whole.looksLikeCode() ? whole.term() : null);
    }

    private static List<Group> withoutStopWords(List<Group> groups, List<List<String>> phrases) {
        List<Group> kept = groups.stream()
                .filter(group -> group.words().size() > 1
                        || !Stems.isStopWord(group.words().getFirst()))
                .toList();
        return kept.isEmpty() && phrases.isEmpty() ? groups : kept;
    }

    /** Replaces the longest runs of words that have synonyms by one group that knows them all. */
    private List<Group> withSynonyms(List<Group> groups) {
        List<Group> out = new ArrayList<>(groups.size());
        int i = 0;
        while (i < groups.size()) {
            int taken = 0;
            for (int length = Math.min(synonyms.longest(), groups.size() - i); length > 0 && taken == 0; length--) {
                List<Group> run = groups.subList(i, i + length);
                List<String> stems = run.stream()
                        .flatMap(group -> group.words().stream().map(Stems::of))
                        .toList();
                var others = synonyms.of(stems);
                if (!others.isEmpty()) {
                    List<Alternative> alternatives = new ArrayList<>(
                            length == 1 ? run.getFirst().alternatives() : List.of(new Alternative(stems, 1)));
                    others.stream()
                            .limit(MAX_ALTERNATIVES)
                            .forEach(other -> alternatives.add(new Alternative(other, synonymWeight)));
                    out.add(new Group(
                            run.stream()
                                    .flatMap(group -> group.words().stream())
                                    .toList(),
                            List.copyOf(alternatives),
                            length == 1 ? run.getFirst().codePrefix() : null));
                    taken = length;
                }
            }
            if (taken == 0) {
                out.add(groups.get(i));
                taken = 1;
            }
            i += taken;
        }
        return out;
    }

    private static @Nullable String wholeCode(String rest, List<Word> words) {
        String code = Scanner.code(rest);
        boolean several =
                words.stream().filter(word -> word.kind() == Word.Kind.PLAIN).count() > 1;
        return several
                        && code.length() >= 5
                        && code.length() <= 40
                        && code.chars().anyMatch(Character::isDigit)
                ? code
                : null;
    }

    private static String plain(List<Word> words) {
        return words.stream()
                .filter(word -> word.kind() == Word.Kind.PLAIN)
                .map(Word::term)
                .collect(Collectors.joining(" "));
    }
}

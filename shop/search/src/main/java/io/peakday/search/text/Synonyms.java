package io.peakday.search.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Words that mean the same, in Solr's notation: {@code power bank, external battery} go both ways,
 * {@code notebook => laptop} one way; {@code #} starts a comment. Expressions may have several words. They are applied
 * to queries only, so a changed file needs no rebuild of the index.
 */
public final class Synonyms {
    private static final int MAX_RULES = 20_000;
    private static final int MAX_WORDS = 5;

    private final Map<String, Set<List<String>>> alternatives = new HashMap<>();
    private int longest = 1;

    private Synonyms() {}

    public static Synonyms none() {
        return new Synonyms();
    }

    /** The list that is shipped. */
    public static Synonyms shipped() {
        try (InputStream in = Synonyms.class.getResourceAsStream("/io/peakday/search/synonyms.txt")) {
            return parse(new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException if the file cannot be read */
    public static Synonyms read(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return parse(reader);
        }
    }

    public static Synonyms of(String rules) {
        try {
            return parse(new BufferedReader(new StringReader(rules)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What else the stemmed words may be called, each as stemmed words; empty if nothing is known. */
    public Set<List<String>> of(List<String> stems) {
        return alternatives.getOrDefault(String.join(" ", stems), Set.of());
    }

    /** How many words the longest expression has. */
    public int longest() {
        return longest;
    }

    private static Synonyms parse(BufferedReader lines) throws IOException {
        Synonyms synonyms = new Synonyms();
        int rules = 0;
        for (String line = lines.readLine(); line != null && rules < MAX_RULES; line = lines.readLine()) {
            int comment = line.indexOf('#');
            String rule = comment < 0 ? line : line.substring(0, comment);
            if (rule.isBlank()) {
                continue;
            }
            rules++;
            int arrow = rule.indexOf("=>");
            if (arrow >= 0) {
                synonyms.add(expressions(rule.substring(0, arrow)), expressions(rule.substring(arrow + 2)));
            } else {
                List<List<String>> same = expressions(rule);
                synonyms.add(same, same);
            }
        }
        return synonyms;
    }

    private void add(List<List<String>> from, List<List<String>> to) {
        for (List<String> expression : from) {
            longest = Math.max(longest, expression.size());
            Set<List<String>> others =
                    alternatives.computeIfAbsent(String.join(" ", expression), key -> new LinkedHashSet<>());
            to.stream().filter(other -> !other.equals(expression)).forEach(others::add);
        }
    }

    private static List<List<String>> expressions(String list) {
        List<List<String>> expressions = new ArrayList<>();
        for (String expression : Arrays.asList(list.split(","))) {
            List<String> stems = Scanner.scan(expression).stream()
                    .filter(word -> word.kind() == Word.Kind.PLAIN)
                    .map(word -> Stems.of(word.term()))
                    .toList();
            if (!stems.isEmpty() && stems.size() <= MAX_WORDS) {
                expressions.add(stems);
            }
        }
        return expressions;
    }
}

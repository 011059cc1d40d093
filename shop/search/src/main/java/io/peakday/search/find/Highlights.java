package io.peakday.search.find;

import io.peakday.search.TextRange;
import io.peakday.search.find.ParsedQuery.Alternative;
import io.peakday.search.find.ParsedQuery.Group;
import io.peakday.search.text.Scanner;
import io.peakday.search.text.Stems;
import io.peakday.search.text.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the words that were looked for stand in a title. */
final class Highlights {
    private final Set<String> stems = new HashSet<>();
    private final List<String> prefixes = new ArrayList<>();

    Highlights(ParsedQuery query) {
        for (Group group : query.groups()) {
            for (Alternative alternative : group.alternatives()) {
                stems.addAll(alternative.stems());
            }
            if (group.codePrefix() != null) {
                prefixes.add(group.codePrefix());
            }
        }
        query.phrases().forEach(phrase -> phrase.forEach(word -> stems.add(Stems.of(word))));
        if (query.wholeCode() != null) {
            prefixes.add(query.wholeCode());
        }
    }

    List<TextRange> in(String title) {
        if (stems.isEmpty() && prefixes.isEmpty()) {
            return List.of();
        }
        List<TextRange> found = new ArrayList<>();
        for (Word word : Scanner.scan(title)) {
            if (word.end() > word.start() && (stems.contains(Stems.of(word.term())) || beginsCode(word.term()))) {
                found.add(new TextRange(word.start(), word.end()));
            }
        }
        found.sort(Comparator.comparingInt(TextRange::start));
        List<TextRange> merged = new ArrayList<>(found.size());
        for (TextRange range : found) {
            if (!merged.isEmpty() && range.start() <= merged.getLast().end()) {
                TextRange last = merged.removeLast();
                merged.add(new TextRange(last.start(), Math.max(last.end(), range.end())));
            } else {
                merged.add(range);
            }
        }
        return List.copyOf(merged);
    }

    private boolean beginsCode(String term) {
        for (String prefix : prefixes) {
            if (term.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

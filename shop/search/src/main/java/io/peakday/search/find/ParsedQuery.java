package io.peakday.search.find;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query, understood.
 *
 * @param groups what must be found, each in one of several ways
 * @param phrases words in quotes, unstemmed, that must stand side by side
 * @param wholeCode the whole query as one part number, if it may be one
 * @param text the words as they were read, for showing and for counting popular queries
 */
record ParsedQuery(
        List<Group> groups,
        List<List<String>> phrases,
        @Nullable String wholeCode,
        String text) {

    /**
     * One thing that is asked for.
     *
     * @param words as typed, unstemmed
     * @param alternatives the ways to say it, best first
     * @param codePrefix beginning of a part number that it may be
     */
    record Group(
            List<String> words,
            List<Alternative> alternatives,
            @Nullable String codePrefix) {}

    /**
     * Stems that must all be found.
     *
     * @param weight above 0, up to 1
     */
    record Alternative(List<String> stems, float weight) {}

    boolean isEmpty() {
        return groups.isEmpty() && phrases.isEmpty();
    }

    ParsedQuery with(List<Group> changed, String newText) {
        return new ParsedQuery(List.copyOf(changed), phrases, wholeCode, newText);
    }
}

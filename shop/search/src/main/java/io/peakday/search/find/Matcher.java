package io.peakday.search.find;

import io.peakday.search.Fallback;
import io.peakday.search.find.ParsedQuery.Alternative;
import io.peakday.search.find.ParsedQuery.Group;
import io.peakday.search.index.Fields;
import io.peakday.search.index.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.util.FixedBitSet;

/**
 * Decides what fits a query. Every word must be found. Where that leaves nothing, misspelt words are corrected first;
 * then words are given up, as few as will do; and each step says in the answer what it did.
 */
final class Matcher {
    /** With so few hits, a word may have been meant that is written much like one of the query. */
    private static final int RARE_RESULT = 3;

    private final QueryReader reader;
    private final Queries queries;

    Matcher(QueryReader reader, Queries queries) {
        this.reader = reader;
        this.queries = queries;
    }

    Match match(Snapshot snapshot, ParsedQuery query) {
        List<Group> unknown =
                query.groups().stream().filter(group -> !known(snapshot, group)).toList();
        if (unknown.isEmpty() || query.wholeCode() != null) {
            Match exact = attempt(snapshot, query, query.groups().size(), null);
            if (exact.count() > 0) {
                return exact.count() > RARE_RESULT ? exact : withSuggestion(snapshot, exact);
            }
        }
        Optional<ParsedQuery> corrected = unknown.isEmpty() ? Optional.empty() : correct(snapshot, query, unknown);
        if (corrected.isPresent()) {
            Match match =
                    attempt(snapshot, corrected.get(), corrected.get().groups().size(), Fallback.Kind.CORRECTED);
            if (match.count() > 0) {
                return new Match(
                        match.query(),
                        match.needed(),
                        match.base(),
                        match.count(),
                        match.widened(),
                        match.query().text());
            }
        }
        return relaxed(snapshot, corrected.orElse(query));
    }

    private Match attempt(
            Snapshot snapshot,
            ParsedQuery query,
            int needed,
            Fallback.@org.jspecify.annotations.Nullable Kind widened) {
        FixedBitSet bits = Collecting.all(snapshot, queries.matching(query, needed));
        return new Match(query, needed, bits, bits.cardinality(), widened, null);
    }

    private Match relaxed(Snapshot snapshot, ParsedQuery query) {
        List<Group> groups = new ArrayList<>();
        query.groups().stream().filter(group -> known(snapshot, group)).forEach(groups::add);
        query.phrases().forEach(phrase -> phrase.forEach(word -> groups.add(reader.group(word))));
        ParsedQuery rest = new ParsedQuery(List.copyOf(groups), List.of(), query.wholeCode(), query.text());
        int before = -1;
        for (int needed : new int[] {groups.size(), groups.size() - 1, (groups.size() + 1) / 2, 1}) {
            if (needed < 1 || needed == before) {
                continue;
            }
            before = needed;
            Match match = attempt(snapshot, rest, needed, Fallback.Kind.RELAXED);
            if (match.count() > 0) {
                return match;
            }
        }
        return new Match(rest, 0, new FixedBitSet(Math.max(1, snapshot.maxDoc())), 0, Fallback.Kind.POPULAR, null);
    }

    /** Replaces every unknown word that has a correction; empty where none has. */
    private Optional<ParsedQuery> correct(Snapshot snapshot, ParsedQuery query, List<Group> unknown) {
        List<Group> groups = new ArrayList<>();
        String text = " " + query.text() + " ";
        boolean changed = false;
        for (Group group : query.groups()) {
            List<List<String>> corrections =
                    unknown.contains(group) && group.words().size() == 1
                            ? Speller.corrections(snapshot, group.words().getFirst())
                            : List.of();
            if (corrections.isEmpty()) {
                groups.add(group);
                continue;
            }
            List<String> best = corrections.getFirst();
            changed = true;
            text = text.replace(" " + group.words().getFirst() + " ", " " + String.join(" ", best) + " ");
            if (best.size() > 1) {
                best.forEach(word -> groups.add(reader.group(word)));
            } else {
                groups.add(withOthers(reader.group(best.getFirst()), corrections));
            }
        }
        return changed ? Optional.of(query.with(groups, text.strip())) : Optional.empty();
    }

    /** The best correction counts in full, the next ones a little. */
    private static Group withOthers(Group best, List<List<String>> corrections) {
        List<Alternative> alternatives = new ArrayList<>(best.alternatives());
        corrections.stream().skip(1).filter(words -> words.size() == 1).forEach(words -> {
            String stem = io.peakday.search.text.Stems.of(words.getFirst());
            if (alternatives.stream().noneMatch(known -> known.stems().equals(List.of(stem)))) {
                alternatives.add(new Alternative(List.of(stem), 0.2f));
            }
        });
        return new Group(best.words(), List.copyOf(alternatives), best.codePrefix());
    }

    /** A few hits for a rare word beside a frequent one: offered, not searched. */
    private static Match withSuggestion(Snapshot snapshot, Match match) {
        String text = " " + match.query().text() + " ";
        boolean changed = false;
        for (Group group : match.query().groups()) {
            if (group.words().size() != 1) {
                continue;
            }
            for (String meant : Speller.probablyMeant(snapshot, group.words().getFirst())) {
                text = text.replace(" " + group.words().getFirst() + " ", " " + meant + " ");
                changed = true;
            }
        }
        return changed
                ? new Match(match.query(), match.needed(), match.base(), match.count(), match.widened(), text.strip())
                : match;
    }

    private static boolean known(Snapshot snapshot, Group group) {
        for (Alternative alternative : group.alternatives()) {
            if (alternative.stems().stream().allMatch(stem -> snapshot.frequency(Fields.TEXT, stem) > 0)) {
                return true;
            }
        }
        return group.codePrefix() != null
                && group.codePrefix().length() >= 4
                && Collecting.any(snapshot, new PrefixQuery(new Term(Fields.CODES, group.codePrefix())));
    }
}

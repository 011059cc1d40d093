package io.peakday.sale;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a recorded history of overlapping operations can have happened one after the other, each at one moment between its
 * call and its return.
 *
 * <p>Wing and Gong's search (Testing and Verifying Concurrent Objects, 1993) with Lowe's memory of what was tried before (Testing
 * for Linearizability, 2017): operations are tried in every order that the times allow, and a set of operations done that led
 * to the same state once is not tried again.
 *
 * <p>An operation that only looks and may come next does come next, and is tried in no other place: wherever it stands in an order
 * that fits, it can be moved to here, and no other would notice. So only those that change something are permuted, and a busy machine,
 * where many overlap, costs no more than an idle one.
 */
final class Linearizability {
    /** What one operation does to a state: the state after it; empty if its result could not have been given there. */
    interface Model<S, O> {
        Optional<S> step(S state, O operation);

        /** Whether it changes no state that it can happen in, by its result. */
        boolean looks(O operation);
    }

    /** @param returned {@link Long#MAX_VALUE} of an operation that got no answer: it may have happened at any time since, or never */
    record Timed<O>(O operation, long called, long returned) {}

    private static final class Entry<O> {
        final int id;
        final O operation;
        final boolean call;
        Entry<O> match;
        Entry<O> previous;
        Entry<O> next;

        Entry(int id, O operation, boolean call) {
            this.id = id;
            this.operation = operation;
            this.call = call;
        }

        void lift() {
            previous.next = next;
            next.previous = previous;
            match.previous.next = match.next;
            if (match.next != null) {
                match.next.previous = match.previous;
            }
        }

        void unlift() {
            match.previous.next = match;
            if (match.next != null) {
                match.next.previous = match;
            }
            previous.next = this;
            next.previous = this;
        }
    }

    private record Tried<S>(BitSet done, S state) {}

    /** @param only whether no other operation need be tried in its place */
    private record Choice<S, O>(Entry<O> entry, S before, boolean only) {}

    private static final int MOST = 3_000_000;

    private Linearizability() {}

    static <S, O> boolean holds(List<Timed<O>> history, S initial, Model<S, O> model) {
        return new Search<>(history, initial, model).succeeds();
    }

    private static final class Search<S, O> {
        private final Model<S, O> model;
        private final Entry<O> head;
        private final BitSet done;
        private final BitSet unanswered;
        private final int operations;
        private final Set<Tried<S>> tried = new HashSet<>();
        private final Deque<Choice<S, O>> choices = new ArrayDeque<>();
        private S state;

        Search(List<Timed<O>> history, S initial, Model<S, O> model) {
            this.model = model;
            this.state = initial;
            head = entries(history);
            operations = history.size();
            done = new BitSet(operations);
            unanswered = new BitSet(operations);
            for (int id = 0; id < operations; id++) {
                unanswered.set(id, history.get(id).returned() == Long.MAX_VALUE);
            }
        }

        boolean succeeds() {
            Entry<O> entry = afterTheLooks();
            while (!complete()) {
                if (tried.size() > MOST) {
                    throw new IllegalStateException("gave up after " + MOST + " tries: the history is too entangled");
                }
                if (entry.call) {
                    Optional<S> after = model.step(state, entry.operation);
                    // Of what got no answer, to have changed nothing is as good as never to have happened.
                    boolean counts = after.isPresent()
                            && !(unanswered.get(entry.id) && after.get().equals(state));
                    if (counts && isNew(entry, after.get())) {
                        choose(entry, after.get(), false);
                        entry = afterTheLooks();
                    } else {
                        entry = entry.next;
                    }
                } else {
                    Choice<S, O> last = takeBack();
                    while (last != null && last.only()) {
                        last = takeBack();
                    }
                    if (last == null) {
                        return false;
                    }
                    entry = last.entry().next;
                }
            }
            return true;
        }

        /** What got no answer may never have happened. */
        private boolean complete() {
            BitSet either = (BitSet) done.clone();
            either.or(unanswered);
            return either.cardinality() == operations;
        }

        private boolean isNew(Entry<O> entry, S after) {
            BitSet more = (BitSet) done.clone();
            more.set(entry.id);
            return tried.add(new Tried<>(more, after));
        }

        private void choose(Entry<O> entry, S after, boolean only) {
            choices.push(new Choice<>(entry, state, only));
            state = after;
            done.set(entry.id);
            entry.lift();
        }

        private Choice<S, O> takeBack() {
            Choice<S, O> last = choices.poll();
            if (last != null) {
                state = last.before();
                done.clear(last.entry().id);
                last.entry().unlift();
            }
            return last;
        }

        /** Does all that can be next and only looks; returns the first of the rest. */
        private Entry<O> afterTheLooks() {
            Entry<O> entry = head.next;
            while (entry != null && entry.call) {
                Entry<O> next = entry.next;
                if (model.looks(entry.operation)
                        && model.step(state, entry.operation).isPresent()) {
                    choose(entry, state, true);
                    // Its answer is gone with it: whoever it kept from being next may be so now.
                    next = head.next;
                }
                entry = next;
            }
            return head.next;
        }
    }

    private record Moment<O>(long at, boolean call, Entry<O> entry) {}

    /** Calls and returns in the order of time, linked; at the same moment calls come first, which allows more. */
    private static <O> Entry<O> entries(List<Timed<O>> history) {
        List<Moment<O>> moments = new ArrayList<>();
        for (int id = 0; id < history.size(); id++) {
            Timed<O> timed = history.get(id);
            Entry<O> call = new Entry<>(id, timed.operation(), true);
            Entry<O> answer = new Entry<>(id, timed.operation(), false);
            call.match = answer;
            answer.match = call;
            moments.add(new Moment<>(timed.called(), true, call));
            moments.add(new Moment<>(timed.returned(), false, answer));
        }
        moments.sort(Comparator.comparingLong((Moment<O> moment) -> moment.at())
                .thenComparing(moment -> moment.call() ? 0 : 1));
        Entry<O> head = new Entry<>(-1, null, true);
        Entry<O> last = head;
        for (Moment<O> moment : moments) {
            last.next = moment.entry();
            moment.entry().previous = last;
            last = moment.entry();
        }
        return head;
    }
}

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
 */
final class Linearizability {
    /** What one operation does to a state: the state after it; empty if its result could not have been given there. */
    @FunctionalInterface
    interface Model<S, O> {
        Optional<S> step(S state, O operation);
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

    private record Choice<S, O>(Entry<O> entry, S before) {}

    private static final int MOST = 3_000_000;

    private Linearizability() {}

    static <S, O> boolean holds(List<Timed<O>> history, S initial, Model<S, O> model) {
        Entry<O> head = entries(history);
        BitSet done = new BitSet(history.size());
        Set<Tried<S>> tried = new HashSet<>();
        Deque<Choice<S, O>> choices = new ArrayDeque<>();
        S state = initial;
        Entry<O> entry = head.next;
        while (head.next != null) {
            if (tried.size() > MOST) {
                throw new IllegalStateException("gave up after " + MOST + " tries: the history is too entangled");
            }
            if (entry.call) {
                Optional<S> after = model.step(state, entry.operation);
                BitSet more = (BitSet) done.clone();
                more.set(entry.id);
                if (after.isPresent() && tried.add(new Tried<>(more, after.get()))) {
                    choices.push(new Choice<>(entry, state));
                    state = after.get();
                    done.set(entry.id);
                    entry.lift();
                    entry = head.next;
                } else {
                    entry = entry.next;
                }
            } else if (choices.isEmpty()) {
                return false;
            } else {
                Choice<S, O> last = choices.pop();
                entry = last.entry();
                state = last.before();
                done.clear(entry.id);
                entry.unlift();
                entry = entry.next;
            }
        }
        return true;
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

package io.peakday.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Signals to this node's relays that there is something to relay.
 *
 * <p>Why not simply NOTIFY in the appending transaction: PostgreSQL holds one database-wide lock from before until after
 * the commit of every transaction that notifies, so that such commits happen strictly one after the other, each with a
 * flush of its own. Here the append costs one insert and nothing else; the wake-up follows the commit, within the process
 * by a call and to other nodes by a NOTIFY of its own ({@link NodeSignals}). A wake-up lost in a crash costs one idle poll.
 */
final class Wakeups {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Facts have been committed, or are about to be: listeners look now, and for a while again. */
    void appended() {
        listeners.forEach(Runnable::run);
    }
}

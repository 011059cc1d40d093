package io.peakday.events;

import java.util.ArrayList;
import java.util.List;

/** This node's share in relaying: a few lanes, each competing for the leases of its shards, and the signals that
 * wake them. */
final class Relay implements AutoCloseable {
    private final Outbox outbox;
    private final List<RelayLane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final NodeSignals signals;
    private final Runnable appended;

    Relay(Outbox outbox, Topics topics, EventMetrics metrics, RelayLane.Faults faults) {
        this.outbox = outbox;
        EventSettings.Relay settings = outbox.settings().relay();
        for (int lane = 0; settings.enabled() && lane < settings.shards(); lane++) {
            lanes.add(new RelayLane(lane, outbox, topics, metrics, faults));
        }
        this.signals = new NodeSignals(outbox.database().dataSource(), this::leadsAll, this::wake);
        this.appended = () -> {
            wake();
            signals.appended();
        };
    }

    void start() {
        for (RelayLane lane : lanes) {
            threads.add(Thread.ofVirtual().name("relay").start(lane));
        }
        threads.add(Thread.ofVirtual().name("outbox-signals").start(signals::send));
        if (!lanes.isEmpty()) {
            threads.add(Thread.ofVirtual().name("outbox-listen").start(signals::listen));
        }
        outbox.wakeups().listen(appended);
    }

    @Override
    public void close() {
        outbox.wakeups().forget(appended);
        lanes.forEach(RelayLane::stop);
        signals.stop();
        Threads.join(threads);
    }

    private void wake() {
        lanes.forEach(RelayLane::wake);
    }

    private boolean leadsAll() {
        return !lanes.isEmpty() && lanes.stream().allMatch(RelayLane::isLeading);
    }
}

package io.peakday.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The leases of one leadership of a lane, taken by the rules that {@link RelayLane} describes. */
final class LaneLeases {
    private final Connection session;
    private final Topics topics;
    private final Duration lasts;
    private final List<String> wanted;
    private final String holder;
    private final Map<String, Long> tokens = new HashMap<>();
    private long renewed;

    LaneLeases(Connection session, int lane, Topics topics, EventSettings settings) {
        this.session = session;
        this.topics = topics;
        this.lasts = settings.relay().lease();
        this.wanted = Shards.wanted(lane, settings.relay().shards());
        this.holder = settings.topicPrefix() + "relay." + UUID.randomUUID();
    }

    /** A lease is not held any more. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost(String message) {
            super("a lease of the relay is lost: " + message);
        }
    }

    /** The transactional id of this leadership's producer; used by no other. */
    String holder() {
        return holder;
    }

    /** Takes what can be had, having fenced those who held it. Returns whether anything is held now. */
    boolean take() throws SQLException, InterruptedException {
        List<String> missing =
                wanted.stream().filter(name -> !tokens.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            List<Leases.Lease> seen = Leases.expired(session, missing);
            Set<String> before = new HashSet<>();
            seen.stream()
                    .map(Leases.Lease::holder)
                    .filter(one -> !one.isEmpty())
                    .forEach(before::add);
            topics.fence(before);
            long now = System.nanoTime();
            tokens.putAll(Leases.take(session, seen, holder, lasts));
            if (missing.size() == wanted.size()) {
                renewed = now;
            }
        }
        return !tokens.isEmpty();
    }

    /**
     * Renews the leases, and takes those that have become free, when a third of their time is over.
     *
     * @return whether it was due
     * @throws Lost if one of them is not held any more
     */
    boolean renewIfDue() throws SQLException, InterruptedException {
        if (System.nanoTime() - renewed < lasts.toNanos() / 3) {
            return false;
        }
        renew();
        take();
        return true;
    }

    private void renew() throws SQLException {
        long now = System.nanoTime();
        if (!Leases.renew(session, tokens, lasts)) {
            throw new Lost("it ran out before it was renewed");
        }
        renewed = now;
    }

    /** Renews if it is due, in the middle of something else. */
    void renewUnchecked() {
        try {
            if (System.nanoTime() - renewed >= lasts.toNanos() / 3) {
                renew();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the leases of the relay cannot be renewed", e);
        }
    }

    /** The pause, or less if the leases have to be renewed before. In milliseconds. */
    long timeout(Duration pause) {
        return Math.min(pause.toMillis(), Math.max(1, lasts.toMillis() / 3));
    }

    void release() throws SQLException {
        Leases.release(session, tokens);
        tokens.clear();
    }

    boolean complete() {
        return tokens.size() == wanted.size();
    }

    boolean drainsOld() {
        return tokens.containsKey(Shards.OLD);
    }

    Map<String, Long> tokens() {
        return tokens;
    }

    /** The shards of today's numbering that are held. */
    List<Short> newShards() {
        return tokens.keySet().stream()
                .filter(name -> !name.equals(Shards.OLD))
                .map(Shards::shard)
                .sorted()
                .toList();
    }

    /** All shards that are held, those of the numbering before included. */
    List<Short> shards() {
        List<Short> shards = new ArrayList<>(newShards());
        if (drainsOld()) {
            for (short shard = 0; shard < Shards.FIRST; shard++) {
                shards.add(shard);
            }
        }
        return shards;
    }
}

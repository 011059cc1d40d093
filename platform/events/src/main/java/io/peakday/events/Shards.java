package io.peakday.events;

import java.util.ArrayList;
import java.util.List;

/**
 * The outbox is divided into 64 logical shards, by key, permanently; how many lanes share them does not matter to any row. Their
 * numbers begin at 64, because the version before numbered by the count of its relays, from 0 to at most 63: its rows can be
 * distinguished from these and go first.
 */
final class Shards {
    static final int COUNT = 64;
    static final int FIRST = 64;
    /** The lease for all shards of the numbering before. */
    static final String OLD = "relay.old";

    private Shards() {}

    static short of(String key) {
        return (short) (FIRST + Math.floorMod(key.hashCode(), COUNT));
    }

    static String lease(int shard) {
        return shard < FIRST ? OLD : "relay." + shard;
    }

    /** The shard of a lease; that of {@link #OLD} stands for all of the numbering before and is 0. */
    static short shard(String lease) {
        return lease.equals(OLD) ? 0 : Short.parseShort(lease.substring("relay.".length()));
    }

    /** The leases that a lane wants: every one is wanted by one lane of each node, however many lanes a node has. */
    static List<String> wanted(int lane, int lanes) {
        List<String> wanted = new ArrayList<>();
        for (int shard = FIRST + lane; shard < FIRST + COUNT; shard += lanes) {
            wanted.add(lease(shard));
        }
        if (lane == 0) {
            wanted.add(OLD);
        }
        return List.copyOf(wanted);
    }
}

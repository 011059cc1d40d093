package io.peakday.events;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a broadcast subscription has read: the offset of the next event for every partition. A node that keeps an index
 * of its own on disk stores this with it, and goes on from there after a restart.
 *
 * @param next by {@code topic/partition}, the topic without the installation's prefix
 */
public record Positions(SortedMap<String, Long> next) {
    public Positions {
        next = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    public static Positions of(Map<String, Long> next) {
        return new Positions(new TreeMap<>(next));
    }
}

package io.peakday.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stock of some variants as read under lock, and what a sequence of decisions makes of it: values in, values out, no
 * database. Decisions are recorded as movements, to be posted afterwards in one statement.
 *
 * <p>Allocation: an order comes from as few locations as possible, among equals from the one with the lowest priority
 * number. Fewest is a set-cover problem, so beyond the first question (is there one location that has it all?) it is
 * answered greedily: the location that can serve the most of what is still wanted, again and again.
 */
final class Shelves {
    private final Map<UUID, Map<UUID, Shelf>> byVariant = new HashMap<>();
    private final List<Movement> movements = new ArrayList<>();

    /** One stock row. */
    static final class Shelf {
        final UUID variantId;
        final UUID locationId;
        final int priority;
        final boolean active;
        final @Nullable Integer threshold;
        final int availableBefore;
        int onHand;
        int reserved;

        Shelf(
                UUID variantId,
                UUID locationId,
                int onHand,
                int reserved,
                int priority,
                boolean active,
                @Nullable Integer threshold) {
            this.variantId = variantId;
            this.locationId = locationId;
            this.onHand = onHand;
            this.reserved = reserved;
            this.priority = priority;
            this.active = active;
            this.threshold = threshold;
            this.availableBefore = available();
        }

        int available() {
            return active ? onHand - reserved : 0;
        }
    }

    void add(Shelf shelf) {
        byVariant.computeIfAbsent(shelf.variantId, v -> new LinkedHashMap<>()).put(shelf.locationId, shelf);
    }

    @Nullable
    Shelf find(UUID variantId, UUID locationId) {
        return byVariant.getOrDefault(variantId, Map.of()).get(locationId);
    }

    int available(UUID variantId) {
        return of(variantId).stream().mapToInt(Shelf::available).sum();
    }

    StockLevel level(UUID variantId) {
        int onHand = of(variantId).stream().mapToInt(s -> s.onHand).sum();
        int reserved = of(variantId).stream().mapToInt(s -> s.reserved).sum();
        return new StockLevel(variantId, onHand, reserved, available(variantId));
    }

    /** The lines there is not enough for; empty if all can be had. */
    List<Shortage> shortages(List<StockLine> lines) {
        return lines.stream()
                .filter(line -> available(line.variantId()) < line.quantity())
                .map(line -> new Shortage(line.variantId(), line.quantity(), available(line.variantId())))
                .toList();
    }

    /** Chooses the locations; there must be no shortages. Changes nothing. */
    List<Allotment> allocate(List<StockLine> lines) {
        Map<UUID, Integer> wanted = new LinkedHashMap<>();
        lines.forEach(line -> wanted.put(line.variantId(), line.quantity()));
        List<Allotment> allotments = new ArrayList<>(lines.size());
        Set<UUID> used = new HashSet<>();
        while (!wanted.isEmpty()) {
            UUID best = mostUseful(wanted, used);
            used.add(best);
            for (StockLine line : lines) {
                Integer want = wanted.get(line.variantId());
                Shelf shelf = find(line.variantId(), best);
                if (want == null || shelf == null || shelf.available() == 0) {
                    continue;
                }
                int take = Math.min(want, shelf.available());
                allotments.add(new Allotment(line.variantId(), best, take));
                if (take == want) {
                    wanted.remove(line.variantId());
                } else {
                    wanted.put(line.variantId(), want - take);
                }
            }
        }
        return allotments;
    }

    private UUID mostUseful(Map<UUID, Integer> wanted, Set<UUID> used) {
        record Candidate(UUID locationId, int priority, long units) {}
        Map<UUID, Candidate> candidates = new HashMap<>();
        wanted.forEach((variant, want) -> {
            for (Shelf shelf : of(variant)) {
                int units = Math.min(want, shelf.available());
                if (units > 0 && !used.contains(shelf.locationId)) {
                    candidates.merge(
                            shelf.locationId,
                            new Candidate(shelf.locationId, shelf.priority, units),
                            (a, b) -> new Candidate(a.locationId, a.priority, a.units + b.units));
                }
            }
        });
        return candidates.values().stream()
                .min(Comparator.comparingLong((Candidate c) -> -c.units)
                        .thenComparingInt(Candidate::priority)
                        .thenComparing(Candidate::locationId))
                .orElseThrow(() -> new IllegalStateException("nothing left to allocate from"))
                .locationId();
    }

    /** Applies the movement here and remembers it for posting. */
    void move(Movement movement) {
        Shelf shelf = find(movement.variantId(), movement.locationId());
        if (shelf == null) {
            throw new IllegalStateException("no stock row of " + movement.variantId() + " at " + movement.locationId());
        }
        shelf.onHand = Math.addExact(shelf.onHand, movement.onHandDelta());
        shelf.reserved = Math.addExact(shelf.reserved, movement.reservedDelta());
        if (shelf.reserved < 0 || shelf.reserved > shelf.onHand) {
            throw new IllegalStateException("stock would break its bounds: " + movement);
        }
        movements.add(movement);
    }

    void move(Collection<Allotment> allotments, LedgerEntry.Kind kind, UUID reservationId, String reason) {
        allotments.forEach(from -> move(Movement.of(from, kind, reservationId, reason)));
    }

    List<Movement> movements() {
        return movements;
    }

    /** A variant whose available units are not what they were. */
    record Change(
            UUID variantId, int before, int after, @Nullable Integer threshold) {}

    /** The variants whose available units the movements changed. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        byVariant.forEach((variant, shelves) -> {
            int before =
                    shelves.values().stream().mapToInt(s -> s.availableBefore).sum();
            if (before != available(variant)) {
                changes.add(change(variant, before));
            }
        });
        return changes;
    }

    Change change(UUID variantId, int before) {
        Integer threshold = of(variantId).iterator().next().threshold;
        return new Change(variantId, before, available(variantId), threshold);
    }

    private Collection<Shelf> of(UUID variantId) {
        return byVariant.getOrDefault(variantId, Map.of()).values();
    }
}

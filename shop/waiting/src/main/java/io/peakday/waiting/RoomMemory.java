package io.peakday.waiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms that somebody asked this node about, as they were a moment ago; and what moves them on.
 *
 * <p>Every {@code advanceEvery} each node reads its rooms with one statement and works out how far they may let people in by now.
 * It writes that with one statement that holds only if nobody has written since: of several nodes that do so at once one
 * succeeds, and the others find its result at their next look. So no node leads, and any of them may die.
 */
final class RoomMemory {
    private static final Logger LOG = LoggerFactory.getLogger(RoomMemory.class);

    /** A room that nobody asked for so long is not remembered any more. */
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    /** Somebody moved the room on so lately that it is not worth a statement. */
    private static final Duration LATELY = Duration.ofMillis(50);

    /** A draw of so many lots is read at once; a larger one beside the others. */
    private static final int SMALL_DRAW = 20_000;

    private final RoomRows rows;
    private final Cache<UUID, AtomicReference<Line>> lines;
    private final Set<UUID> drawing = ConcurrentHashMap.newKeySet();
    private final LongAdder admitted = new LongAdder();

    RoomMemory(RoomRows rows, int maxRooms) {
        this.rows = rows;
        this.lines = Caffeine.newBuilder()
                .maximumSize(maxRooms)
                .expireAfterAccess(FORGET_AFTER)
                .build();
    }

    /** The room's line; read from the database if it was not asked for lately. */
    Optional<Line> line(UUID roomId) {
        AtomicReference<Line> known = lines.getIfPresent(roomId);
        return known != null ? Optional.of(known.get()) : refresh(roomId);
    }

    /** The room's line, as it is in the database now. */
    Optional<Line> refresh(UUID roomId) {
        Optional<RoomRow> row = rows.find(roomId);
        if (row.isEmpty()) {
            lines.invalidate(roomId);
            return Optional.empty();
        }
        AtomicReference<Line> before = lines.getIfPresent(roomId);
        return Optional.of(learn(
                row.get(),
                gaps(row.get(), before == null ? Gaps.NONE : before.get().gaps())));
    }

    /** Reads all rooms again and lets in whose turn it is. */
    void advance() {
        List<UUID> known = List.copyOf(lines.asMap().keySet());
        if (!known.isEmpty()) {
            Set<UUID> gone = new HashSet<>(known);
            for (RoomRow row : rows.read(known)) {
                gone.remove(row.id());
                try {
                    advance(row);
                } catch (RuntimeException e) {
                    LOG.warn("Room {} was not moved on; it is tried again in a moment: {}", row.id(), e.toString());
                }
            }
            lines.invalidateAll(gone);
        }
    }

    /** The lines that are known now. */
    Collection<Line> all() {
        return lines.asMap().values().stream().map(AtomicReference::get).toList();
    }

    /** How many wait in the rooms that are known now. */
    long waiting() {
        return all().stream()
                .mapToLong(line ->
                        line.row().pointer().issued() - line.row().pointer().served())
                .sum();
    }

    /** How many this node has let in. */
    long admitted() {
        return admitted.sum();
    }

    private void advance(RoomRow read) {
        RoomRow row = read;
        if (!row.frozen() && !row.now().isBefore(row.opensAt()) && !row.closedAt(row.now())) {
            rows.freeze(row.id());
            row = rows.find(row.id()).orElse(row);
        }
        AtomicReference<Line> holder = lines.asMap().get(row.id());
        Gaps gaps = gaps(row, holder == null ? Gaps.NONE : holder.get().gaps());
        learn(due(row) && gaps.size() == row.gaps() ? moved(row, gaps) : row, gaps);
    }

    private static boolean due(RoomRow row) {
        Pointer pointer = row.pointer();
        return row.frozen()
                && !row.paused()
                && !row.closedAt(row.now())
                && pointer.served() < pointer.issued()
                && (!row.now().isBefore(pointer.advancedAt().plus(LATELY)) || pointer.putBack(row.now()));
    }

    private RoomRow moved(RoomRow row, Gaps gaps) {
        long served = row.pointer().served();
        Pointer moved = row.pointer().at(row.now(), gaps);
        boolean same = moved.served() == served && !row.pointer().putBack(row.now());
        if (same || !rows.advance(row, moved)) {
            return row;
        }
        admitted.add(moved.served() - served - gaps.between(served, moved.served()));
        return row.with(moved);
    }

    /** Takes over what was read, unless something later is known. */
    private Line learn(RoomRow row, Gaps gaps) {
        long nanos = System.nanoTime();
        AtomicReference<Line> holder = lines.asMap().get(row.id());
        if (holder == null) {
            Line first = new Line(row, draw(row, null), gaps, row.pointer().rate(), nanos);
            lines.put(row.id(), new AtomicReference<>(first));
            return first;
        }
        Draw known = holder.get().draw();
        Draw draw = known != null ? known : draw(row, holder);
        return holder.updateAndGet(now -> isEarlier(row, now.row())
                ? now
                : new Line(row, now.draw() != null ? now.draw() : draw, gaps, Pace.after(now, row), nanos));
    }

    /** Earlier by the database's clock, unless that was put back meanwhile; nobody's turn ever comes undone. */
    private static boolean isEarlier(RoomRow row, RoomRow known) {
        boolean earlier = row.now().isBefore(known.now());
        boolean putBack = row.now().isBefore(known.now().minus(Pointer.PUT_BACK));
        return (earlier && !putBack) || row.pointer().served() < known.pointer().served();
    }

    private Gaps gaps(RoomRow row, Gaps known) {
        return row.gaps() > known.size() ? known.and(rows.gaps(row.id(), known.size(), row.gaps())) : known;
    }

    private @Nullable Draw draw(RoomRow row, @Nullable AtomicReference<Line> holder) {
        if (!row.frozen()) {
            return null;
        }
        if (row.early() == 0) {
            return Draw.EMPTY;
        }
        if (row.early() <= SMALL_DRAW) {
            return Draw.of(rows.lots(row.id(), row.early()));
        }
        if (holder != null && drawing.add(row.id())) {
            Thread.ofVirtual().name("waiting-draw").start(() -> {
                try {
                    Draw draw = Draw.of(rows.lots(row.id(), row.early()));
                    holder.updateAndGet(now -> new Line(now.row(), draw, now.gaps(), now.pace(), now.readNanos()));
                } catch (RuntimeException e) {
                    LOG.warn("The draw of room {} was not read yet: {}", row.id(), e.toString());
                } finally {
                    drawing.remove(row.id());
                }
            });
        }
        return null;
    }
}

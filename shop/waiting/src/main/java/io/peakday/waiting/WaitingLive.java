package io.peakday.waiting;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.live.LiveStreams;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends people in line where they stand, as it changes.
 *
 * <p>One tick serves all streams of a node: it asks the line in memory, never the database, and sends only what is new. Those
 * near the front get it every second, those far behind as often as the pauses of polling say. Who has no place gets that once, and opens a
 * new stream after joining. The number of streams has a bound
 * of its own, below the node's, so that a full waiting room leaves room for other live pages; who comes then polls.
 */
final class WaitingLive {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingLive.class);

    private final WaitingRooms rooms;
    private final LiveStreams streams;
    private final int maxStreams;
    private final Map<Key, Watch> watches = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();

    private record Key(UUID roomId, UUID customerId) {
        String channel() {
            return "waiting:" + roomId + ":" + customerId;
        }
    }

    /** Changed under the map's lock of its key, or by the one tick. */
    private static final class Watch {
        private int streams;
        private @Nullable Place place;
        private Standing last = new Standing.NoPlace();
        private long nextNanos;
    }

    WaitingLive(WaitingRooms rooms, LiveStreams streams, int maxStreams) {
        this.rooms = rooms;
        this.streams = streams;
        this.maxStreams = maxStreams;
    }

    /** @throws Failure {@code waiting.not-found}, {@code waiting.poll} */
    SseEmitter open(UUID roomId, UUID customerId) {
        Key key = new Key(roomId, customerId);
        Place place = rooms.place(roomId, customerId).orElse(null);
        Standing standing = place == null ? rooms.standing(roomId, customerId) : rooms.standing(place);
        if (open.incrementAndGet() > maxStreams) {
            open.decrementAndGet();
            throw new Failure(
                    Fault.TOO_MANY,
                    "waiting.poll",
                    "Too many live connections are open; ask for the standing every now and then instead.",
                    List.of(),
                    null);
        }
        watch(key, place, standing);
        try {
            SseEmitter stream = streams.open(key.channel(), "standing", body(key, place, standing));
            stream.onCompletion(() -> unwatch(key));
            return stream;
        } catch (RuntimeException e) {
            unwatch(key);
            throw e;
        }
    }

    /** Sends to those whose standing is another, and whose time has come. */
    void tick() {
        watches.forEach((key, watch) -> {
            try {
                Place place = watch.place;
                if (place != null) {
                    push(key, watch, place);
                }
            } catch (Failure e) {
                LOG.debug("No standing to send to {}: {}", key, e.code());
            } catch (DataAccessException e) {
                LOG.warn("No standing to send to {}: {}", key, e.toString());
            }
        });
    }

    private void push(Key key, Watch watch, Place place) {
        long now = System.nanoTime();
        Standing standing = rooms.standing(place);
        boolean news = standing.getClass() != watch.last.getClass();
        if (news || (now - watch.nextNanos >= 0 && !standing.equals(watch.last))) {
            StandingBody body = body(key, place, standing);
            watch.last = standing;
            watch.nextNanos = now + body.pollAfterMillis() * 1_000_000;
            streams.publish(key.channel(), "standing", body);
        }
    }

    /** How many streams are open. */
    int open() {
        return open.get();
    }

    private StandingBody body(Key key, @Nullable Place place, Standing standing) {
        return rooms.body(key.roomId, standing, place == null ? null : rooms.ticket(place));
    }

    private void watch(Key key, @Nullable Place place, Standing standing) {
        watches.compute(key, (same, present) -> {
            Watch watch = present == null ? new Watch() : present;
            watch.streams++;
            watch.place = place;
            watch.last = standing;
            watch.nextNanos = System.nanoTime();
            return watch;
        });
    }

    private void unwatch(Key key) {
        open.decrementAndGet();
        watches.computeIfPresent(key, (same, watch) -> --watch.streams > 0 ? watch : null);
    }
}

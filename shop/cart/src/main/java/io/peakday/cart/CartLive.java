package io.peakday.cart;

import io.peakday.engines.Database;
import io.peakday.kernel.Ids;
import io.peakday.live.LiveStreams;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Notifies open tabs and devices that a cart has changed, whichever node changed it.
 *
 * <p>Thousands of carts change every second and a handful are being looked at, so a change must cost nothing unless somebody
 * looks. Who opens a stream writes into the cart's row until when, by the database's clock (renewed while the stream is open);
 * an edit has that row in its hands anyway, and sends a PostgreSQL notification, inside its transaction, only if that time is not
 * over. Each node listens on one connection, from the first stream on. An event through outbox and Kafka would cost every edit a
 * row and every node every edit.
 *
 * <p>A notification is a hint. When the connection is lost, every open stream is asked to look again once there is a new one.
 */
public final class CartLive implements AutoCloseable {
    /** How long one promise to watch lasts; renewed three times within it. */
    static final Duration WATCH = Duration.ofSeconds(90);

    /**
     * What the stream's events carry; read the cart again if its version is older.
     *
     * @param cartId the cart that is watched
     * @param version of the cart as it is now; grows with every change of it
     */
    public record Pulse(UUID cartId, long version) {}

    private static final Logger LOG = LoggerFactory.getLogger(CartLive.class);
    private static final int POLL_MILLIS = 1_000;
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final Database database;
    private final LiveStreams streams;
    private final Carts carts;
    private final Map<UUID, Integer> watched = new ConcurrentHashMap<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread listener;

    public CartLive(Database database, LiveStreams streams, Carts carts) {
        this.database = database;
        this.streams = streams;
        this.carts = carts;
    }

    /**
     * A stream of {@code cart} events, the first of them at once.
     *
     * @throws io.peakday.kernel.Failure {@code cart.not-found}
     */
    public SseEmitter open(UUID cartId, CartOwner owner) {
        if (carts.version(cartId, owner).isEmpty()) {
            throw CartEditor.notFound();
        }
        listen();
        SseEmitter stream = streams.open(channel(cartId));
        watch(cartId);
        try {
            stream.onCompletion(() -> unwatch(cartId));
            renew(List.of(cartId));
            // Read after the promise to watch was committed: what changed before is in it, what changes later notifies.
            carts.version(cartId, owner).ifPresent(version -> pulse(cartId, version));
        } catch (RuntimeException e) {
            unwatch(cartId);
            stream.completeWithError(e);
            throw e;
        }
        return stream;
    }

    /** Renews the promises to watch of all open streams of this node. */
    public void renewAll() {
        renew(watched.keySet());
    }

    /** How many carts this node watches. */
    int watching() {
        return watched.size();
    }

    @Override
    public void close() {
        closed.countDown();
        Thread thread;
        synchronized (this) {
            thread = listener;
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    void watch(UUID cartId) {
        watched.merge(cartId, 1, Integer::sum);
    }

    void unwatch(UUID cartId) {
        watched.computeIfPresent(cartId, (id, streams) -> streams > 1 ? streams - 1 : null);
    }

    private void renew(Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            database.sql()
                    .sql("""
                            with watched as (
                                select id from cart.cart where id = any(?) order by id for no key update)
                            update cart.cart c set watched_until = clock_timestamp() + make_interval(secs => ?)
                            from watched w where c.id = w.id""")
                    .params(ids.toArray(UUID[]::new), WATCH.toSeconds())
                    .update();
        }
    }

    private void pulse(UUID cartId, long version) {
        streams.publish(channel(cartId), "cart", new Pulse(cartId, version));
    }

    private static String channel(UUID cartId) {
        return "cart:" + cartId;
    }

    /** Starts the listener with the first stream, and waits a little until it listens. */
    private void listen() {
        synchronized (this) {
            if (listener == null && closed.getCount() > 0) {
                listener = Thread.ofVirtual().name("cart-live").start(this::listenForever);
            }
        }
        try {
            if (!listening.await(2, TimeUnit.SECONDS)) {
                LOG.warn("Live carts receive no notifications yet; streams are open all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenForever() {
        boolean again = false;
        while (closed.getCount() > 0) {
            try (Connection connection = database.dataSource().getConnection()) {
                listen(connection, again);
            } catch (SQLException | RuntimeException | Error e) {
                // Whatever it was, the next connection starts afresh; without this thread no tab is notified any more.
                if (closed.getCount() > 0) {
                    LOG.warn("Live carts have lost their connection: {}", e.getMessage());
                }
            } catch (InterruptedException e) {
                return;
            }
            again = true;
            try {
                if (closed.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void listen(Connection connection, boolean again) throws SQLException, InterruptedException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + Tables.CHANNEL);
        }
        listening.countDown();
        if (again) {
            carts.versions(watched.keySet()).forEach(this::pulse);
        }
        try {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (closed.getCount() > 0) {
                PGNotification[] notifications = postgres.getNotifications(POLL_MILLIS);
                if (notifications != null) {
                    for (PGNotification notification : notifications) {
                        received(notification.getParameter());
                    }
                }
            }
        } finally {
            // At the end the connection goes with the pool.
            if (closed.getCount() > 0 && !connection.isClosed()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("unlisten *");
                }
            }
        }
    }

    private void received(String payload) {
        int space = payload.indexOf(' ');
        Optional<UUID> cart = space < 0 ? Optional.empty() : Ids.parse(payload.substring(0, space));
        cart.filter(watched::containsKey)
                .ifPresent(id -> pulse(id, Long.parseLong(payload, space + 1, payload.length(), 10)));
    }
}

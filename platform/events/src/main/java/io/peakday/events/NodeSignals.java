package io.peakday.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wake-ups between nodes: a node that appends what another node relays says so by NOTIFY, at most once every few
 * milliseconds and outside the appending transaction; every node listens on a session of its own. Only a courtesy: without
 * it the relay finds the rows at its next idle poll.
 */
final class NodeSignals {
    private static final Logger LOG = LoggerFactory.getLogger(NodeSignals.class);
    private static final String CHANNEL = "peakday_outbox";
    private static final int LISTEN_MILLIS = 200;
    private static final long GATHER_MILLIS = 5;
    private static final long TROUBLE_MILLIS = 1_000;

    private final String self = UUID.randomUUID().toString();
    private final DataSource dataSource;
    private final BooleanSupplier relaysAllHere;
    private final Runnable wake;
    private final WakeUpSignal wakeUp = new WakeUpSignal();
    private volatile boolean stopped;

    /**
     * @param relaysAllHere whether this node relays every shard itself, so that nobody else needs to know
     * @param wake called when another node has appended
     */
    NodeSignals(DataSource dataSource, BooleanSupplier relaysAllHere, Runnable wake) {
        this.dataSource = dataSource;
        this.relaysAllHere = relaysAllHere;
        this.wake = wake;
    }

    /** Something was appended here. */
    void appended() {
        if (!relaysAllHere.getAsBoolean()) {
            wakeUp.signal();
        }
    }

    void stop() {
        stopped = true;
        wakeUp.signal();
    }

    /** Sends; runs until stopped. */
    void send() {
        while (!stopped) {
            try {
                if (!wakeUp.await(60_000) || stopped) {
                    continue;
                }
                Thread.sleep(GATHER_MILLIS);
                notifyNodes();
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException | Error e) {
                troubled("send", e);
            }
        }
    }

    private void notifyNodes() throws SQLException {
        try (Connection session = dataSource.getConnection()) {
            session.setAutoCommit(false);
            try (var statement = session.createStatement()) {
                statement.execute("set local synchronous_commit = off");
                statement.execute("notify " + CHANNEL + ", '" + self + "'");
                session.commit();
            } finally {
                session.setAutoCommit(true);
            }
        }
    }

    /** Listens; runs until stopped. */
    void listen() {
        while (!stopped) {
            try (Connection session = dataSource.getConnection()) {
                listen(session);
            } catch (SQLException | RuntimeException | Error e) {
                troubled("listen", e);
            }
        }
    }

    private void listen(Connection session) throws SQLException {
        session.setAutoCommit(true);
        try (var statement = session.createStatement()) {
            statement.execute("listen " + CHANNEL);
            PGConnection notifications = session.unwrap(PGConnection.class);
            while (!stopped) {
                PGNotification[] received = notifications.getNotifications(LISTEN_MILLIS);
                for (int i = 0; received != null && i < received.length; i++) {
                    if (!received[i].getParameter().equals(self)) {
                        wake.run();
                    }
                }
            }
            statement.execute("unlisten *");
        }
    }

    private void troubled(String what, Throwable e) {
        if (stopped) {
            return;
        }
        LOG.debug("Cannot {} signals: {}", what, e.toString());
        try {
            wakeUp.await(TROUBLE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}

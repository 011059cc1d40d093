package io.peakday.edge.connection;

import io.peakday.web.WebSettings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is doing, and how long its other end may keep it there.
 *
 * <p>The server itself bounds only the gap between two bytes, so that somebody who sends (or takes) one byte now and then holds
 * a connection, and what hangs on it, for as long as he likes. Here the whole is bounded: the head of a request must be there
 * within a deadline, its body and its answer must move at a minimum rate ({@link Allowance}). What is left is set as the
 * connection's next timeout after each byte, so that no clock of our own is needed and nobody gets more than the whole.
 *
 * <p>Reading and writing may be two threads' work; each touches only its own part.
 */
public final class Connection {
    /** The connection whose request this thread is answering. */
    static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

    private enum Phase {
        /** Between requests. */
        IDLE,
        /** A request's first line or headers have begun. */
        HEAD,
        /** The head is read: body and answer. */
        REQUEST
    }

    private final NioSocketWrapper socket;
    private final long headNanos;
    private final Allowance reading;
    private final Allowance writing;
    private volatile Phase phase = Phase.IDLE;
    private long headSince;
    private volatile @Nullable Runnable stalled;
    private volatile boolean givenUp;

    Connection(NioSocketWrapper socket, WebSettings.Connections settings) {
        this.socket = socket;
        this.headNanos = settings.headers().toNanos();
        this.reading = new Allowance(settings.grace().toNanos(), settings.rate().toBytes(), Long.MAX_VALUE / 2);
        this.writing = new Allowance(settings.grace().toNanos(), settings.rate().toBytes(), Long.MAX_VALUE / 2);
    }

    /** The connection of the request that the calling thread answers; null where another thread does it. */
    public static @Nullable Connection current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** The head of a request is read; its body must come, and its answer be taken. */
    public void requestBegins(long mostNanos) {
        phase = Phase.REQUEST;
        givenUp = false;
        reading.begin(mostNanos);
        writing.begin(Long.MAX_VALUE / 2);
        long now = System.nanoTime();
        socket.setReadTimeout(millis(reading.left(now)));
        socket.setWriteTimeout(millis(writing.left(now)));
    }

    /**
     * The rest of the request's body is not waited for any more, because others need the room. Called by another thread, which
     * then interrupts the one that waits, so that it looks here.
     */
    public void giveUp() {
        givenUp = true;
    }

    /**
     * What is done, once, as soon as the client does not take the answer as fast as it is written.
     *
     * @param release null: nothing any more
     */
    public void onStall(@Nullable Runnable release) {
        stalled = release;
    }

    /** The server looks for the head of a request: the one before, if there was one, is over. */
    void looksForHead() {
        if (phase == Phase.REQUEST) {
            phase = Phase.IDLE;
        }
    }

    /** The request is over. */
    void requestEnded() {
        phase = Phase.IDLE;
    }

    /** So many bytes came; 0 if none was there. */
    void received(int count) throws IOException {
        switch (phase) {
            case IDLE -> {
                if (count > 0) {
                    headSince = System.nanoTime();
                    phase = Phase.HEAD;
                }
            }
            case HEAD -> {
                if (count > 0) {
                    socket.setReadTimeout(millisOrTimeout(headNanos - (System.nanoTime() - headSince)));
                }
            }
            case REQUEST -> {
                if (givenUp) {
                    throw new SocketTimeoutException("others need the room of a body that comes too slowly");
                }
                long now = System.nanoTime();
                if (count > 0) {
                    reading.moved(count, now);
                    socket.setReadTimeout(millisOrTimeout(reading.left(now)));
                } else {
                    reading.blocked(now);
                }
            }
        }
    }

    /**
     * So many bytes went.
     *
     * @param all whether that was all there was to send
     */
    void sent(int count, boolean all) throws IOException {
        if (all && !writing.isBlocked()) {
            writing.moved(count, 0);
            return;
        }
        long now = System.nanoTime();
        if (count > 0) {
            writing.moved(count, now);
        }
        if (!all) {
            writing.blocked(now);
            Runnable release = stalled;
            if (release != null) {
                stalled = null;
                release.run();
            }
        }
        socket.setWriteTimeout(millisOrTimeout(writing.left(now)));
    }

    private static long millisOrTimeout(long nanos) throws SocketTimeoutException {
        if (nanos <= 0) {
            throw new SocketTimeoutException("the other end is too slow");
        }
        return millis(nanos);
    }

    /** At least one: to the server, 0 means indefinitely. */
    private static long millis(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    }
}

package io.peakday.live;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.web.ClientNetwork;
import io.peakday.web.WebSettings.Streams;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events (WHATWG HTML, section 9.2) of this node, by channel.
 *
 * <p>What is published reaches the subscribers of this node only; a module that wants all nodes' subscribers publishes
 * from a broadcast subscription. An event is a hint that something changed, never the only copy of it: a subscriber that
 * cannot keep up is cut off, reconnects by itself and reads the state again.
 *
 * <p>Each subscriber has a bounded queue and a virtual thread that writes to its connection, so a slow one holds up
 * nobody.
 */
public final class LiveStreams implements AutoCloseable {
    /** An event on its way; the last one ends the connection and is not sent. */
    private record Message(String event, String data, boolean last) {
        Message(String event, String data) {
            this(event, data, false);
        }
    }

    /** How long browsers of a stopping node take to come back, at most. */
    private static final long RECONNECT_MILLIS = 3_000;

    private static final Message STOP = new Message("", "", true);

    private final Streams settings;
    private final JsonMapper json;
    private final Map<String, Set<Subscriber>> channels = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final PerAddress addresses;
    private volatile boolean closed;

    public LiveStreams(Streams settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        this.addresses = new PerAddress(settings.perAddress());
    }

    /**
     * Subscribes the current request to a channel; to be returned by a controller method.
     *
     * @throws Failure {@code web.too-many-streams} beyond the bounds; {@code web.stopping} while this node stops
     */
    public SseEmitter open(String channel) {
        return open(channel, null, null);
    }

    /** As {@link #open(String)}, with a first event that shows the present state. */
    public SseEmitter open(String channel, @Nullable String event, @Nullable Object data) {
        if (closed) {
            throw Failure.unavailable("web.stopping", "This node is stopping; please reconnect.", null);
        }
        Subscriber subscriber = new Subscriber(channel, caller());
        if (open.incrementAndGet() > settings.total() || !addresses.enter(subscriber.address)) {
            open.decrementAndGet();
            throw tooMany();
        }
        if (!join(channel, subscriber)) {
            open.decrementAndGet();
            addresses.leave(subscriber.address);
            throw tooMany();
        }
        if (event != null && data != null) {
            subscriber.offer(new Message(event, json.writeValueAsString(data)));
        }
        subscriber.emitter.onCompletion(subscriber::leave);
        subscriber.emitter.onError(error -> subscriber.leave());
        subscriber.emitter.onTimeout(subscriber.emitter::complete);
        Thread.ofVirtual().name("live-stream").start(subscriber);
        if (closed) {
            subscriber.leave();
        }
        return subscriber.emitter;
    }

    private static Failure tooMany() {
        return new Failure(
                Fault.TOO_MANY, "web.too-many-streams", "Too many live connections are open.", List.of(), null);
    }

    /** Empty for those who are not counted: this machine, and whoever asks outside a request. */
    private static String caller() {
        String address = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "";
        return countedAs(address);
    }

    static String countedAs(String address) {
        InetAddress parsed = ClientNetwork.parse(address);
        return parsed != null && parsed.isLoopbackAddress() ? "" : ClientNetwork.of(address);
    }

    /** Sends to every subscriber of the channel on this node; never blocks. */
    public void publish(String channel, String event, Object data) {
        Set<Subscriber> subscribers = channels.get(channel);
        if (subscribers == null) {
            return;
        }
        Message message = new Message(event, json.writeValueAsString(data));
        subscribers.forEach(subscriber -> subscriber.offer(message));
    }

    /** How many connections are open. */
    public int open() {
        return open.get();
    }

    /** Ends every connection and accepts no new one. */
    @Override
    public void close() {
        closed = true;
        channels.values().forEach(subscribers -> subscribers.forEach(Subscriber::leave));
    }

    private boolean join(String channel, Subscriber subscriber) {
        Set<Subscriber> now = channels.compute(channel, (name, present) -> {
            Set<Subscriber> subscribers = present == null ? ConcurrentHashMap.newKeySet() : present;
            if (subscribers.size() < settings.perChannel()) {
                subscribers.add(subscriber);
            }
            return subscribers;
        });
        return now.contains(subscriber);
    }

    /** Asks the proxies before us (nginx, and those that follow it) to pass each event on as it comes. */
    private static final class UnbufferedEmitter extends SseEmitter {
        UnbufferedEmitter(long timeout) {
            super(timeout);
        }

        @Override
        protected void extendResponse(ServerHttpResponse response) {
            super.extendResponse(response);
            response.getHeaders().set("X-Accel-Buffering", "no");
        }
    }

    private final class Subscriber implements Runnable {
        private final String channel;
        private final String address;
        private final BlockingQueue<Message> pending = new ArrayBlockingQueue<>(settings.pending());
        private final SseEmitter emitter = new UnbufferedEmitter(settings.life().toMillis());
        private volatile boolean gone;

        Subscriber(String channel, String address) {
            this.channel = channel;
            this.address = address;
        }

        void offer(Message message) {
            if (!pending.offer(message)) {
                leave();
            }
        }

        void leave() {
            boolean[] left = {false};
            channels.computeIfPresent(channel, (name, subscribers) -> {
                left[0] = subscribers.remove(this);
                return subscribers.isEmpty() ? null : subscribers;
            });
            if (left[0]) {
                gone = true;
                open.decrementAndGet();
                addresses.leave(address);
                pending.clear();
                pending.offer(STOP);
            }
        }

        @Override
        public void run() {
            try {
                emitter.send(SseEmitter.event().comment("open"));
                while (!gone) {
                    Message message = pending.poll(settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
                    if (message != null && message.last()) {
                        break;
                    }
                    emitter.send(
                            message == null
                                    ? SseEmitter.event().comment("")
                                    : SseEmitter.event()
                                            .name(message.event())
                                            .data(message.data(), MediaType.TEXT_PLAIN));
                }
                if (closed) {
                    // All of a stopping node's browsers come back at other nodes: not all in the same moment.
                    emitter.send(SseEmitter.event()
                            .reconnectTime(ThreadLocalRandom.current().nextLong(RECONNECT_MILLIS)));
                }
                emitter.complete();
            } catch (IOException | IllegalStateException e) {
                // The browser went away, or its connection timed out: what ends here is only this connection.
                emitter.complete();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                emitter.complete();
            } finally {
                leave();
            }
        }
    }
}

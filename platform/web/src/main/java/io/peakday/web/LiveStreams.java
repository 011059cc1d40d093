package io.peakday.web;

import io.peakday.web.WebSettings.Streams;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events (WHATWG HTML, section 9.2) of this node, by channel. */
public final class LiveStreams implements AutoCloseable {
    public LiveStreams(Streams settings) {}

    /** Subscribes the current request to a channel. */
    public SseEmitter open(String channel) {
        throw new UnsupportedOperationException();
    }

    /** Sends to every subscriber of the channel on this node; never blocks on a slow one. */
    public void publish(String channel, String event, Object data) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}

package io.peakday.events;

import org.apache.kafka.clients.consumer.Consumer;

/** How far a consumer is behind, from what it already knows: costs no request. */
final class ConsumerLag {
    private volatile long lag;

    void measure(Consumer<?, ?> consumer) {
        lag = consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    long get() {
        return lag;
    }
}

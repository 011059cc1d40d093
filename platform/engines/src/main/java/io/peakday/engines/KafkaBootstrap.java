package io.peakday.engines;

import java.util.Map;

/** Where Kafka is, and how to speak with it. */
@FunctionalInterface
public interface KafkaBootstrap {
    /**
     * The bootstrap list, {@code host:port[,host:port…]}. With an embedded broker that is still starting, this blocks
     * until it answers.
     */
    String servers();

    /** What every client must set beside the list, such as {@code security.protocol}; may hold secrets. */
    default Map<String, String> clientProperties() {
        return Map.of();
    }
}

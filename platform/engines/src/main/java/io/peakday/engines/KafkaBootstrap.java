package io.peakday.engines;

import java.util.HashMap;
import java.util.Map;

/** Where Kafka is, and how to speak with it. Every producer, consumer and admin client is configured by {@link #client}. */
public interface KafkaBootstrap {
    /**
     * The bootstrap list, {@code host:port[,host:port…]}. With an embedded broker that is still starting, this blocks
     * until it answers.
     */
    String servers();

    /** What every client must set beside the list, such as {@code security.protocol}; holds secrets. */
    Map<String, String> clientProperties();

    /**
     * A client's whole configuration: its own, and over it where Kafka is and what it asks of whoever connects. Blocks as
     * {@link #servers} does.
     *
     * @param own what this client wants for itself
     */
    default Map<String, Object> client(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(own);
        // Of an embedded broker that was started again, perhaps elsewhere: first that it answers, then how.
        all.put("bootstrap.servers", servers());
        all.putAll(clientProperties());
        return all;
    }

    /** The configuration of a client that wants nothing for itself. */
    default Map<String, Object> client() {
        return client(Map.of());
    }
}

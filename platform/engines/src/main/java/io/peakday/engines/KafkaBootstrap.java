package io.peakday.engines;

/** Where Kafka is. */
@FunctionalInterface
public interface KafkaBootstrap {
    /**
     * The bootstrap list, {@code host:port[,host:port…]}. With an embedded broker that is still starting, this blocks
     * until it answers.
     */
    String servers();
}

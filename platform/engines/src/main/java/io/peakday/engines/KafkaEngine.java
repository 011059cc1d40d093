package io.peakday.engines;

import java.util.Map;

/** What {@link Engines} does with a Kafka, wherever it is. */
sealed interface KafkaEngine extends Engine permits LocalKafka, RemoteKafka {
    /** Starts or finds the brokers, and returns once they answer. */
    void open();

    /** The bootstrap list, after {@link #open}. */
    String servers();

    /** What every client sets beside the list, after {@link #open}; holds secrets. */
    Map<String, String> clientProperties();

    /** Whether it is ours, ought to run and does not. */
    boolean fell();

    /** Starts it again if it fell, and was not stopped meanwhile. */
    void revive();

    /** Closes connections, and stops the broker if it is ours. */
    void close();
}

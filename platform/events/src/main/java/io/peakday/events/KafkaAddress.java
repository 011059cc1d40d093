package io.peakday.events;

import io.peakday.engines.KafkaBootstrap;
import java.util.Map;

/**
 * Where Kafka is and how one logs in there. An embedded broker may come back on another port, and with another password; a client
 * of the one before never learns it.
 *
 * @param login holds a password
 */
record KafkaAddress(String servers, Map<String, String> login) {
    static KafkaAddress of(KafkaBootstrap kafka) {
        return new KafkaAddress(kafka.servers(), kafka.clientProperties());
    }

    @Override
    public String toString() {
        return "KafkaAddress[" + servers + "]";
    }
}

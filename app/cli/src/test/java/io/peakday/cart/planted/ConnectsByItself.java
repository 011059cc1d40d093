package io.peakday.cart.planted;

import io.peakday.engines.KafkaBootstrap;
import java.util.Map;

/** Configures a Kafka client by its address only, so that it cannot log in; planted for the test of the rule that forbids it. */
public final class ConnectsByItself {
    private ConnectsByItself() {}

    public static Map<String, Object> configuration(KafkaBootstrap kafka) {
        return Map.of("bootstrap.servers", kafka.servers());
    }
}

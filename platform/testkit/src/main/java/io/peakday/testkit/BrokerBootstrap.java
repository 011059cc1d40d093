package io.peakday.testkit;

import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.kafka.KafkaServer;
import java.util.Map;
import java.util.function.Supplier;

/** How to connect to a broker of the tests, which is started when that is first asked for. */
public record BrokerBootstrap(Supplier<KafkaServer> server) implements KafkaBootstrap {
    @Override
    public String servers() {
        return server.get().servers();
    }

    @Override
    public Map<String, String> clientProperties() {
        return server.get().clientProperties();
    }
}

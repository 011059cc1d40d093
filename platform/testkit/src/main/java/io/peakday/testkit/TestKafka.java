package io.peakday.testkit;

import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.kafka.KafkaOptions;
import io.peakday.engines.kafka.KafkaServer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The one Kafka broker of this test run, started when it is first asked for. */
public final class TestKafka {
    private static @Nullable KafkaServer server;

    private TestKafka() {}

    /** Where the broker is. Tests that stop a broker take a {@link PrivateKafka}. */
    public static KafkaBootstrap bootstrap() {
        return new BrokerBootstrap(TestKafka::server);
    }

    /** A new prefix for topics and group names, so that test classes do not meet: {@code t1a2b3c4d.}. */
    public static String prefix() {
        return "t" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()) + ".";
    }

    private static synchronized KafkaServer server() {
        if (server == null) {
            Path folder = TestFolder.create("kafka");
            KafkaServer fresh = new KafkaServer(new KafkaOptions(folder, 0, Map.of()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                fresh.stop();
                TestFolder.delete(folder);
            }));
            fresh.start();
            server = fresh;
        }
        return server;
    }
}

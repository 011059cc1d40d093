package io.peakday.testkit;

import io.peakday.engines.KafkaBootstrap;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** The one Kafka broker of this build, started when it is first asked for. */
public final class TestKafka {
    private static final Collection<String> PREFIXES = new ConcurrentLinkedQueue<>();
    private static @Nullable Broker broker;

    private TestKafka() {}

    /** Where the broker is. Tests that stop a broker take a {@link PrivateKafka}. */
    public static KafkaBootstrap bootstrap() {
        return new KafkaBootstrap() {
            @Override
            public String servers() {
                return broker().servers();
            }

            @Override
            public Map<String, String> clientProperties() {
                return broker().clientProperties();
            }
        };
    }

    /** A new prefix for topics and group names, so that test classes do not meet: {@code t1a2b3c4d.}. */
    public static String prefix() {
        String prefix =
                "t" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()) + ".";
        PREFIXES.add(prefix);
        return prefix;
    }

    private static synchronized Broker broker() {
        if (broker == null) {
            broker = Broker.read();
            if (Build.current().isPresent()) {
                Runtime.getRuntime().addShutdownHook(new Thread(TestKafka::deleteTopics));
            }
        }
        return broker;
    }

    /** Those of this process: the broker stays. */
    private static void deleteTopics() {
        try (Admin admin = Admin.create(bootstrap().client())) {
            List<String> ours = admin.listTopics().names().get(10, TimeUnit.SECONDS).stream()
                    .filter(topic -> PREFIXES.stream().anyMatch(topic::startsWith))
                    .toList();
            admin.deleteTopics(ours).all().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("Left behind: topics (" + e + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Broker(String servers, Map<String, String> clientProperties) {
        private static final String SERVERS = "bootstrap.servers";

        static Broker read() {
            Properties file = new Properties();
            try (Reader reader =
                    Files.newBufferedReader(SharedEngine.KAFKA.folder().resolve("client.properties"))) {
                file.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> client = new HashMap<>();
            file.stringPropertyNames().forEach(name -> client.put(name, file.getProperty(name, "")));
            client.remove(SERVERS);
            return new Broker(file.getProperty(SERVERS, ""), client);
        }
    }
}

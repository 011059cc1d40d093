package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.engines.KafkaBootstrap;
import io.peakday.testkit.PrivateKafka;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker that comes back as another one, while the consumers of the one before it are at work. */
class OtherBrokerTest {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Set<Integer> ALL = IntStream.range(0, 40).boxed().collect(Collectors.toUnmodifiableSet());

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA);

    @RegisterExtension
    static final PrivateKafka kafka = new PrivateKafka();

    @Test
    void eventsFlowAgainWhenItsFolderIsGoneAndItHasAnotherPortAndPassword() {
        KafkaBootstrap bootstrap = kafka.bootstrap();
        String servers = bootstrap.servers();
        Map<String, String> login = bootstrap.clientProperties();
        continuesAfter("folder", () -> {
            kafka.wipeFolder();
            kafka.start();
            assertThat(bootstrap.servers()).isNotEqualTo(servers);
            assertThat(bootstrap.clientProperties()).isNotEqualTo(login);
        });
    }

    @Test
    void eventsFlowAgainWhenItsTopicsAreGoneAndItIsWhereItWas() {
        continuesAfter("topics", () -> {
            kafka.wipe();
            kafka.start();
        });
    }

    private void continuesAfter(String name, Runnable loss) {
        Delivery delivery = new Delivery(postgres, "other_" + name);
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        try (TestNode node = new TestNode(
                        postgres.database(),
                        kafka.bootstrap(),
                        TestNode.settings(name + "."),
                        Subscription.durable("test.other-" + name).on(Parcel.SENT, delivery::handle),
                        Subscription.broadcast("test.received-" + name)
                                .on(
                                        Parcel.SENT,
                                        received ->
                                                numbers.add(received.payload().number())))
                .ready()) {
            LossTest.sendRounds(node, 0, 20, 20);
            delivery.awaitCount(20 * 20);
            await().atMost(WITHIN).until(() -> numbers.size() >= 20);
            kafka.stop();
            loss.run();
            LossTest.sendRounds(node, 20, 40, 20);
            await().atMost(WITHIN)
                    .untilAsserted(() -> assertThat(delivery.count()).isEqualTo(20 * 40));
            await().atMost(WITHIN).untilAsserted(() -> assertThat(numbers).isEqualTo(ALL));
            delivery.assertExactlyOnceInOrder(20, 40);
            await().atMost(WITHIN)
                    .untilAsserted(
                            () -> assertThat(node.runtime().subscriptions()).noneMatch(SubscriptionStatus::degraded));
        }
    }
}

package io.peakday.events;

import io.peakday.engines.KafkaBootstrap;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Notices that Kafka is not the one that a consumer was made for: it is reached elsewhere, asks for another password, or has made
 * the topics again. Kafka's client keeps its address and its login for as long as it lives, waits without a word for the broker that
 * it knows, and reads on in a new topic where it was in the old one. So whoever has a consumer looks here in each loop, which
 * costs no request.
 */
final class ClientWatch {
    private final KafkaBootstrap kafka;
    private final Topics topics;
    private final Collection<String> names;
    private @Nullable KafkaAddress address;
    private Map<String, UUID> ids = Map.of();

    ClientWatch(KafkaBootstrap kafka, Topics topics, Collection<String> names) {
        this.kafka = kafka;
        this.topics = topics;
        this.names = names;
    }

    /** The consumer has to be made again. */
    static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Changed(String message) {
            super(message);
        }
    }

    /**
     * Notes what Kafka is, before a consumer is made; makes the topics that are missing.
     *
     * @return the topics that are not those of the time before
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer
     */
    Set<String> begin() throws InterruptedException {
        address = KafkaAddress.of(kafka);
        Map<String, UUID> now;
        if (ids.isEmpty()) {
            topics.ensure(names);
            now = topics.ids(names);
        } else {
            topics.forget();
            now = new HashMap<>();
            topics.state(names).forEach((name, state) -> now.put(name, state.id()));
        }
        Set<String> others = new HashSet<>();
        ids.forEach((name, id) -> {
            if (!id.equals(now.get(name))) {
                others.add(name);
            }
        });
        ids = now;
        return others;
    }

    /** @throws Changed if Kafka is another one than when the consumer was made */
    void check() {
        if (!KafkaAddress.of(kafka).equals(address)) {
            throw new Changed("Kafka is reached elsewhere now, or with another login.");
        }
        ids.forEach((name, id) -> {
            if (!id.equals(topics.idOr(name, id))) {
                throw new Changed("The topic " + name + " was made again.");
            }
        });
    }

    /** The topics that the consumer reads. */
    Map<String, UUID> ids() {
        return ids;
    }
}

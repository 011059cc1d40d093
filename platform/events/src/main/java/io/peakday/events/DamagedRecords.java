package io.peakday.events;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices records that cannot be read because the file they lie in is damaged, and says when a consumer is to go on behind them:
 * a damage does not heal, but what looks like one may be an answer that was cut off, so the place is tried a few times first.
 */
final class DamagedRecords {
    private static final Logger LOG = LoggerFactory.getLogger(DamagedRecords.class);
    private static final int TRIES = 5;

    private record Place(long next, int tries) {
        Place again() {
            return new Place(next, tries + 1);
        }
    }

    private final String subscription;
    private final Map<TopicPartition, Place> places = new HashMap<>();

    DamagedRecords(String subscription) {
        this.subscription = subscription;
    }

    /**
     * What a poll ended with. Kafka's client reports damaged records by a plain exception, whose message names the partition.
     *
     * @return the partition that is to be left for its end; empty if this is something else, or to be tried again
     */
    Optional<TopicPartition> met(KafkaException e, Consumer<?, ?> consumer) {
        if (e.getClass() != KafkaException.class && !(e instanceof CorruptRecordException)) {
            return Optional.empty();
        }
        Optional<TopicPartition> named = consumer.assignment().stream()
                .filter(one -> Pattern.compile(Pattern.quote(one.toString()) + "(?!\\d)")
                        .matcher(String.valueOf(e.getMessage()))
                        .find())
                .findFirst();
        return named.filter(one -> isEnough(one, consumer.position(one)));
    }

    private boolean isEnough(TopicPartition where, long next) {
        Place place =
                places.merge(where, new Place(next, 1), (known, fresh) -> known.next() == next ? known.again() : fresh);
        if (place.tries() < TRIES) {
            return false;
        }
        places.remove(where);
        LOG.error("{} goes on at the end of {}: its records from {} on are damaged", subscription, where, next);
        return true;
    }
}

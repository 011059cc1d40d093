package io.peakday.testkit;

import io.peakday.engines.KafkaBootstrap;

/** The one Kafka broker of this test run, started when it is first asked for. */
public final class TestKafka {
    private TestKafka() {}

    /** Where the broker is. */
    public static KafkaBootstrap bootstrap() {
        throw new UnsupportedOperationException();
    }

    /** A new prefix for topics and group names, so that test classes do not meet: {@code t1a2b3c4.}. */
    public static String prefix() {
        throw new UnsupportedOperationException();
    }
}

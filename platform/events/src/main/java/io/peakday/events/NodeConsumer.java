package io.peakday.events;

import java.util.concurrent.CountDownLatch;

/** A subscription at work on this node. */
interface NodeConsumer extends Runnable {
    String name();

    /** Counted down once it has its partitions. */
    CountDownLatch ready();

    /** Events on this node's partitions that it has not read yet, as far as it knows. */
    long lag();

    /** How it does. */
    SubscriptionStatus status();

    /** Finishes the batch at hand, then ends. */
    void stop();
}

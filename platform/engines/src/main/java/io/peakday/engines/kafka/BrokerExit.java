package io.peakday.engines.kafka;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a broker that gives up from taking the whole program with it. Kafka's answer to a full disk is {@code halt}; in
 * this process it is a broker that is down, while the store goes on and the outbox keeps the events.
 */
final class BrokerExit {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerExit.class);
    private static final AtomicReference<@Nullable String> LAST = new AtomicReference<>();

    private BrokerExit() {}

    /** From now on a broker's wish to end the process is noted and ends only the thread that had it. */
    static void guard() {
        LAST.set(null);
        Exit.setExitProcedure(BrokerExit::refuse);
        Exit.setHaltProcedure(BrokerExit::refuse);
    }

    /** Why a broker gave up since {@link #guard}, or null. */
    static @Nullable String reason() {
        return LAST.get();
    }

    private static void refuse(int status, @Nullable String message) {
        String reason = message != null ? message : "it gave up with status " + status;
        if (LAST.compareAndSet(null, reason)) {
            LOG.error("Kafka gave up: {}", reason);
        }
        throw new GaveUp(reason);
    }

    /** Ends the thread that called {@code exit}, which is not prepared to go on. */
    private static final class GaveUp extends Error {
        GaveUp(String reason) {
            super(reason, null, false, false);
        }
    }
}

package io.peakday.engines;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One part of a node that can be asked how it is. Modules contribute them; {@link NodeHealth} asks all of them.
 *
 * @param name as an operator calls the part: {@code Kafka}, {@code search index}
 * @param effect what its trouble means for the node
 * @param trouble asked from any thread, best without waiting: what is wrong and what it means, as a sentence without secrets;
 *     null when all is well. What it throws counts as a trouble.
 */
public record HealthCheck(String name, Effect effect, Supplier<@Nullable String> trouble) {
    /** What a trouble means. */
    public enum Effect {
        /** The node cannot answer requests: it is taken out of the load balancer. */
        NOT_READY,
        /** The node answers requests, but something behind them stands still or is worse than it should be. */
        DEGRADED
    }

    public HealthCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(trouble, "trouble");
    }

    /** Without this part the node cannot answer. */
    public static HealthCheck required(String name, Supplier<@Nullable String> trouble) {
        return new HealthCheck(name, Effect.NOT_READY, trouble);
    }

    /** Without this part the node answers, and somebody should look. */
    public static HealthCheck degrading(String name, Supplier<@Nullable String> trouble) {
        return new HealthCheck(name, Effect.DEGRADED, trouble);
    }
}

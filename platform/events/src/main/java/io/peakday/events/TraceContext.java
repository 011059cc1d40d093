package io.peakday.events;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context (traceparent, level 1) of the work at hand. An event appended within a trace carries it; its
 * handler runs within the same trace, as a child.
 */
final class TraceContext {
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private TraceContext() {}

    /** The traceparent of the current work, or null outside any trace. */
    public static @Nullable String current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** The 32 hex digits that all work of one trace shares, or null outside any trace. */
    public static @Nullable String traceId() {
        String current = current();
        return current == null ? null : current.substring(3, 35);
    }

    /** Runs the work within a trace; an absent or ill-formed context starts none. */
    public static <T> T within(@Nullable String traceparent, Supplier<T> work) {
        if (traceparent == null || !isValid(traceparent)) {
            return work.get();
        }
        return ScopedValue.where(CURRENT, traceparent).call(work::get);
    }

    /** The same trace with a span of its own. */
    public static String child(String traceparent) {
        return traceparent.substring(0, 36) + span() + traceparent.substring(52);
    }

    /** A new, sampled trace. */
    public static String fresh() {
        return "00-" + span() + span() + "-" + span() + "-01";
    }

    /** Whether it is a traceparent of version 00. */
    public static boolean isValid(String traceparent) {
        return TRACEPARENT.matcher(traceparent).matches();
    }

    private static String span() {
        long random;
        do {
            random = ThreadLocalRandom.current().nextLong();
        } while (random == 0);
        return "%016x".formatted(random);
    }
}

package io.peakday.ui;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the parts of a page that other modules bring, each within a time budget and behind a {@link Bulkhead} of its own, so that
 * one that is slow or fails is left out and the page is made without it.
 *
 * <p>A part is drawn on a thread of its own, where nobody is signed in: what is the same for everybody cannot become personal by
 * accident. Counted as {@code peakday.slots.parts} by slot and outcome; logged when a part begins to be missing and when it is there again.
 */
public final class Slots {
    private final SlotSettings settings;
    private final MeterRegistry meters;
    private final Map<String, Bulkhead> bulkheads = new ConcurrentHashMap<>();

    public Slots(SlotSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * A part that is to be drawn.
     *
     * @param slot its name in logs and metrics; one of a fixed few, such as {@code product.reviews}
     */
    public record Call<T extends @Nullable Object>(String slot, Supplier<? extends T> draw) {}

    public SlotSettings settings() {
        return settings;
    }

    /** Asks for one part. */
    public <T extends @Nullable Object> SlotResult<T> call(String slot, Duration budget, Supplier<? extends T> draw) {
        return bulkhead(slot).<T>start(budget, draw).await();
    }

    /** Asks for several at the same time; takes about one budget at most. What came of them is in the same order. */
    public <T extends @Nullable Object> List<SlotResult<T>> callAll(Duration budget, List<Call<T>> calls) {
        List<Bulkhead.Running<T>> running = calls.stream()
                .map(call -> bulkhead(call.slot()).<T>start(budget, call.draw()))
                .toList();
        return running.stream().map(Bulkhead.Running::await).toList();
    }

    private Bulkhead bulkhead(String slot) {
        return bulkheads.computeIfAbsent(slot, name -> new Bulkhead(name, settings, meters));
    }
}

package io.peakday.events;

import io.peakday.events.Incoming.Event;
import io.peakday.events.Subscription.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands events to their handlers in order, as few and as long runs of one type as the order allows. */
final class Runs {
    private @Nullable Run<?> current;

    void add(Event<?> event) {
        if (current == null || !current.take(event)) {
            flush();
            current = Run.of(event);
        }
    }

    /** Hands over what has been gathered. */
    void flush() {
        Run<?> run = current;
        current = null;
        if (run != null) {
            run.handle();
        }
    }

    private record Run<T>(Route<T> route, List<Received<T>> received) {
        static <T> Run<T> of(Event<T> event) {
            Run<T> run = new Run<>(event.route(), new ArrayList<>());
            run.received.add(event.received());
            return run;
        }

        @SuppressWarnings("unchecked") // the same route has the same type
        boolean take(Event<?> event) {
            return event.route().equals(route) && received.add((Received<T>) event.received());
        }

        void handle() {
            route.handler().accept(List.copyOf(received));
        }
    }
}

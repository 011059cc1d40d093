package io.peakday.engines;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a node is.
 *
 * @param parts in the order of their names
 */
public record HealthReport(List<Part> parts) {
    /** Of a part or of the whole; the whole is as bad as its worst part. */
    public enum Status {
        UP,
        /** Answers requests; something behind them needs somebody to look. */
        DEGRADED,
        /** Takes no requests. */
        OUT_OF_SERVICE
    }

    /** @param trouble what is wrong, as a sentence; null when the part is up */
    public record Part(String name, Status status, @Nullable String trouble) {}

    public HealthReport {
        parts = List.copyOf(parts);
    }

    public Status status() {
        return parts.stream().map(Part::status).max(Status::compareTo).orElse(Status.UP);
    }

    /** Whether requests may be sent here. */
    public boolean ready() {
        return status() != Status.OUT_OF_SERVICE;
    }

    /** The parts that are not up, the worst first. */
    public List<Part> troubles() {
        return Stream.of(Status.OUT_OF_SERVICE, Status.DEGRADED)
                .flatMap(status -> parts.stream().filter(part -> part.status() == status))
                .toList();
    }
}

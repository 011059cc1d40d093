package io.peakday.engines;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.engines.HealthReport.Part;
import io.peakday.engines.HealthReport.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks all parts of a node how they are, side by side and within one deadline: a part that does not answer in time is in
 * trouble, which is the whole point of asking. An answer is good for {@link #FRESH}, so that any number of probes, pages and
 * scrapes cost the parts one question a second. A part that still has not answered the last question is not asked again.
 */
public final class NodeHealth {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration DEADLINE = Duration.ofMillis(1_500);

    private final List<Asked> parts;
    private final Duration deadline;
    private @Nullable HealthReport last;
    private long lastAt;

    /** @throws IllegalArgumentException if two checks bear the same name */
    public NodeHealth(List<HealthCheck> checks) {
        this(checks, DEADLINE);
    }

    NodeHealth(List<HealthCheck> checks, Duration deadline) {
        Set<String> names = new HashSet<>();
        for (HealthCheck check : checks) {
            if (!names.add(check.name())) {
                throw new IllegalArgumentException("two health checks are called " + check.name());
            }
        }
        this.parts = checks.stream()
                .sorted(Comparator.comparing(HealthCheck::name))
                .map(Asked::new)
                .toList();
        this.deadline = deadline;
    }

    /** As it was within the last second, or as it is now; answers within the deadline whatever the parts do. */
    public synchronized HealthReport report() {
        long now = System.nanoTime();
        HealthReport known = last;
        if (known != null && now - lastAt < FRESH.toNanos()) {
            return known;
        }
        return ask();
    }

    /** As it is now. */
    synchronized HealthReport ask() {
        parts.forEach(Asked::ask);
        long end = System.nanoTime() + deadline.toNanos();
        HealthReport fresh =
                new HealthReport(parts.stream().map(part -> part.answer(end)).toList());
        last = fresh;
        lastAt = System.nanoTime();
        return fresh;
    }

    /** {@code peakday.health}, tagged with the part: 0 when it is up, 1 when it is degraded, 2 when it is out of service. */
    public void bindTo(MeterRegistry registry) {
        for (Asked part : parts) {
            Gauge.builder("peakday.health", () -> level(part.check.name()))
                    .tag("part", part.check.name())
                    .description("0 up, 1 degraded, 2 out of service")
                    .register(registry);
        }
    }

    private int level(String name) {
        return report().parts().stream()
                .filter(part -> part.name().equals(name))
                .mapToInt(part -> level(part.status()))
                .findAny()
                .orElse(0);
    }

    private static int level(HealthReport.Status status) {
        return switch (status) {
            case UP -> 0;
            case DEGRADED -> 1;
            case OUT_OF_SERVICE -> 2;
        };
    }

    private final class Asked {
        private final HealthCheck check;
        private @Nullable CompletableFuture<@Nullable String> answer;

        Asked(HealthCheck check) {
            this.check = check;
        }

        void ask() {
            if (answer == null) {
                CompletableFuture<@Nullable String> asked = new CompletableFuture<>();
                answer = asked;
                Thread.ofVirtual().name("health-" + check.name()).start(() -> {
                    try {
                        asked.complete(check.trouble().get());
                    } catch (RuntimeException | Error e) {
                        asked.completeExceptionally(e);
                    }
                });
            }
        }

        Part answer(long end) {
            CompletableFuture<@Nullable String> asked = answer;
            if (asked == null) {
                throw new IllegalStateException("not asked");
            }
            try {
                String trouble = asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                answer = null;
                return part(trouble);
            } catch (TimeoutException e) {
                return part("It has not answered within " + deadline.toMillis() + " ms.");
            } catch (ExecutionException | CompletionException e) {
                answer = null;
                Throwable cause = e.getCause();
                return part("It cannot be asked: " + (cause == null ? e : cause).getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return part("It was not asked; the node is stopping.");
            }
        }

        private Part part(@Nullable String trouble) {
            if (trouble == null) {
                return new Part(check.name(), Status.UP, null);
            }
            boolean needed = check.effect() == HealthCheck.Effect.NOT_READY;
            return new Part(check.name(), needed ? Status.OUT_OF_SERVICE : Status.DEGRADED, trouble);
        }
    }
}

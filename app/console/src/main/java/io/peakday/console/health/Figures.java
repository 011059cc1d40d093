package io.peakday.console.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.consolekit.HealthFigures.Figure;
import io.peakday.consolekit.Labels;
import io.peakday.consolekit.Level;
import io.peakday.consolekit.Times;
import io.peakday.ui.Formats;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Reads what the node measures of itself. */
public final class Figures {
    /** Background work of this node. */
    public record TaskRow(String name, long runs, String mean, String longest, long failures) {}

    /** A subscription on this node. */
    public record ConsumerRow(String name, long handled, String mean, long lag, long failed) {}

    private final MeterRegistry meters;

    public Figures(MeterRegistry meters) {
        this.meters = meters;
    }

    List<Figure> events() {
        double depth = gauge("peakday.events.outbox.depth");
        double oldest = gauge("peakday.events.outbox.oldest.seconds");
        double relay = meters.find("peakday.events.relay.lag").gauges().stream()
                .mapToDouble(Gauge::value)
                .max()
                .orElse(0);
        return List.of(
                new Figure(
                        "Outbox",
                        Formats.count(Math.round(depth)),
                        "events not yet sent",
                        depth > 1_000 ? Level.WARN : Level.NONE),
                new Figure("Oldest in it", seconds(oldest), "waits since", oldest > 10 ? Level.BAD : Level.NONE),
                new Figure("Relay lag", seconds(relay), "from append to Kafka", relay > 1 ? Level.WARN : Level.NONE),
                new Figure("Relayed", Formats.count(count("peakday.events.relayed")), "since start, here"));
    }

    List<Figure> pool() {
        double active = gauge("hikaricp.connections.active");
        double max = gauge("hikaricp.connections.max");
        double waiting = gauge("hikaricp.connections.pending");
        return List.of(
                new Figure("In use", Math.round(active) + " of " + Math.round(max), "connections"),
                new Figure("Idle", Formats.count(Math.round(gauge("hikaricp.connections.idle"))), "connections"),
                new Figure(
                        "Waiting",
                        Formats.count(Math.round(waiting)),
                        "threads",
                        waiting > 0 ? Level.WARN : Level.NONE));
    }

    static List<Figure> machine() {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        double share = heap.getMax() > 0 ? (double) heap.getUsed() / heap.getMax() : 0;
        return List.of(
                new Figure(
                        "Heap",
                        Labels.bytes((double) heap.getUsed()),
                        "of " + Labels.bytes((double) heap.getMax()),
                        share > 0.92 ? Level.WARN : Level.NONE),
                new Figure("Off heap", Labels.bytes((double) other.getUsed()), "classes, code"),
                new Figure(
                        "Platform threads",
                        Formats.count(ManagementFactory.getThreadMXBean().getThreadCount()),
                        "virtual ones not counted"),
                new Figure(
                        "Up",
                        Times.lasting(Duration.ofMillis(
                                ManagementFactory.getRuntimeMXBean().getUptime())),
                        "Java " + Runtime.version().feature()));
    }

    List<TaskRow> tasks() {
        return meters.find("peakday.task.runs").timers().stream()
                .map(timer -> new TaskRow(
                        tag(timer, "task"),
                        timer.count(),
                        millis(timer.mean(TimeUnit.MILLISECONDS)),
                        millis(timer.max(TimeUnit.MILLISECONDS)),
                        count("peakday.task.failures", "task", tag(timer, "task"))))
                .sorted(Comparator.comparing(TaskRow::name))
                .toList();
    }

    List<ConsumerRow> consumers() {
        List<ConsumerRow> rows = new ArrayList<>();
        for (Gauge lag : meters.find("peakday.events.consumer.lag").gauges()) {
            String name = tag(lag, "consumer");
            DistributionSummary handled =
                    meters.find("peakday.events.handled").tag("consumer", name).summary();
            rows.add(new ConsumerRow(
                    name,
                    handled == null ? 0 : handled.count(),
                    handled == null ? "–" : millis(handled.mean() * 1_000),
                    Math.round(value(lag.value())),
                    count("peakday.events.failed", "consumer", name)));
        }
        rows.sort(Comparator.comparing(ConsumerRow::name));
        return rows;
    }

    private double gauge(String name) {
        return meters.find(name).gauges().stream()
                .mapToDouble(gauge -> value(gauge.value()))
                .sum();
    }

    private long count(String name, String... tags) {
        return Math.round(meters.find(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum());
    }

    private static String tag(Meter meter, String name) {
        String value = meter.getId().getTag(name);
        return value == null ? "" : value;
    }

    private static double value(double measured) {
        return Double.isFinite(measured) ? measured : 0;
    }

    private static String seconds(double seconds) {
        return millis(value(seconds) * 1_000);
    }

    private static String millis(double millis) {
        return millis < 100
                ? String.format(Locale.ENGLISH, "%.1f ms", value(millis))
                : Times.lasting(Duration.ofMillis(Math.round(value(millis))));
    }
}

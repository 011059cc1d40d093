package io.peakday.sale.bench;

import io.peakday.benchkit.Nodes;
import io.peakday.benchkit.PostgresProcess;
import io.peakday.benchkit.Signals;
import io.peakday.benchkit.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does to a store in a drill what was asked for, one after the other, and undoes what passes. */
final class FaultInjection {
    /** What happened so far, in the order it did. */
    private final List<FlashSaleDrill.Happening> happenings = new ArrayList<>();

    private final FlashSalePlan plan;
    private final Nodes nodes;
    private final String database;
    private final long opening;
    private final Consumer<String> progress;

    /**
     * @param database the embedded one: host, port and name
     * @param opening by {@link System#nanoTime}
     */
    FaultInjection(FlashSalePlan plan, Nodes nodes, String database, long opening, Consumer<String> progress) {
        this.plan = plan;
        this.nodes = nodes;
        this.database = database;
        this.opening = opening;
        this.progress = progress;
    }

    /** What holds from the beginning to the end. */
    void begin() {
        if (asked(Fault.SLOW_DISK)) {
            set("commit_delay = " + 1_000 * Fault.COMMIT_DELAY_MILLIS, "commit_siblings = 0");
        }
    }

    void end() {
        if (asked(Fault.SLOW_DISK)) {
            reset("commit_delay", "commit_siblings");
        }
    }

    /** What happens while claims are granted; returns when all of it has. */
    void inject() {
        try {
            if (asked(Fault.RESTART_POSTGRES)) {
                PostgresProcess.kill(nodes.first().data());
                happened("PostgreSQL killed");
            }
            if (asked(Fault.KILL_NODE)) {
                nodes.killLast();
                happened("node " + plan.nodes() + " killed");
                nodes.another(Map.of());
                happened("a new node answers");
            }
            if (asked(Fault.STOP_NODE)) {
                stopNode();
            }
            if (asked(Fault.STOP_POSTGRES)) {
                stopPostgres();
            }
            if (asked(Fault.STOP_DISK)) {
                stopDisk();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopNode() throws IOException, InterruptedException {
        Subject node = nodes.stopLast();
        try {
            happened("node " + plan.nodes() + " stopped");
            passes();
        } finally {
            nodes.wake(node);
        }
        happened("node " + plan.nodes() + " wakes");
    }

    private void stopPostgres() throws IOException, InterruptedException {
        List<ProcessHandle> stopped = PostgresProcess.stop(nodes.first().data());
        try {
            happened("PostgreSQL stopped");
            passes();
        } finally {
            for (ProcessHandle one : stopped.reversed()) {
                Signals.wake(one);
            }
        }
        happened("PostgreSQL wakes");
    }

    private void stopDisk() throws InterruptedException {
        set("synchronous_standby_names = 'nobody'");
        try {
            happened("no commit returns");
            passes();
        } finally {
            reset("synchronous_standby_names");
        }
        happened("commits return");
    }

    private void passes() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(plan.stop().toNanos());
    }

    List<FlashSaleDrill.Happening> happenings() {
        return List.copyOf(happenings);
    }

    private boolean asked(Fault fault) {
        return plan.faults().contains(fault);
    }

    private void happened(String what) {
        happenings.add(new FlashSaleDrill.Happening(System.nanoTime() - opening, what));
        progress.accept("  " + what);
    }

    private void set(String... settings) {
        for (String setting : settings) {
            execute("alter system set " + setting);
        }
        execute("select pg_reload_conf()");
    }

    private void reset(String... settings) {
        for (String setting : settings) {
            execute("alter system reset " + setting);
        }
        execute("select pg_reload_conf()");
    }

    /** How the server works is its superuser's to say. */
    private void execute(String sql) {
        try (Connection superuser = PostgresProcess.superuser(nodes.first().data(), database);
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}

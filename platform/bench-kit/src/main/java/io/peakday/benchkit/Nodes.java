package io.peakday.benchkit;

import io.peakday.benchkit.Program.Filling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The server processes of a drill. The first holds the engines; the others use them, and any of those may be killed. */
public final class Nodes implements AutoCloseable {
    private final Path scratch;
    private final List<Subject> running = new CopyOnWriteArrayList<>();
    private final List<Subject> started = new ArrayList<>();

    private Nodes(Path scratch) {
        this.scratch = scratch;
    }

    /** @param skewed arguments of the last one's virtual machine */
    public static Nodes start(Program program, Path scratch, int count, Map<String, String> skewed)
            throws IOException, InterruptedException {
        Nodes nodes = new Nodes(scratch);
        try {
            nodes.add(Subject.start(program, scratch.resolve("node-1"), Filling.FEW_PRODUCTS));
            for (int i = 2; i <= count; i++) {
                nodes.another(i == count ? skewed : Map.of());
            }
            return nodes;
        } catch (IOException | InterruptedException | RuntimeException e) {
            nodes.close();
            throw e;
        }
    }

    private synchronized void add(Subject node) {
        started.add(node);
        running.add(node);
    }

    /** Starts one more. */
    public void another(Map<String, String> properties) throws IOException, InterruptedException {
        int number;
        synchronized (this) {
            number = started.size() + 1;
        }
        add(first().another(scratch.resolve("node-" + number), properties));
    }

    public Subject first() {
        return running.getFirst();
    }

    /** Which buyers can ask now. */
    public List<Subject> running() {
        return running;
    }

    /** Kills the last one. */
    public void killLast() throws InterruptedException {
        Subject last = running.getLast();
        running.remove(last);
        last.kill();
    }

    /** Stops the last one, and sends nobody to it any more, as a load balancer does that gets no answer. */
    public Subject stopLast() throws IOException, InterruptedException {
        Subject last = running.getLast();
        running.remove(last);
        Signals.stop(last.process());
        return last;
    }

    /** Wakes one that was stopped. */
    public void wake(Subject stopped) throws IOException, InterruptedException {
        Signals.wake(stopped.process());
        running.add(stopped);
    }

    @Override
    public void close() throws InterruptedException {
        List<Subject> all;
        synchronized (this) {
            all = List.copyOf(started);
        }
        for (Subject node : all.reversed()) {
            node.close();
        }
    }
}

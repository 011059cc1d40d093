package io.peakday.cli;

import io.peakday.kernel.Failure;
import io.peakday.server.NodeRoutes;
import io.peakday.web.OwnPort;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Several nodes on this machine, each a process of its own, and perhaps a {@link Balancer} before them.
 *
 * <p>A node that ends by itself, killed or crashed, is started again at the same address after a pause that doubles from one
 * second to half a minute, and given up after {@value #MOST} deaths in a row that each came within a minute; the others go on
 * meanwhile. The balancer learns within a fraction of a second when a node is ready, stops being so (it drains), or has ended.
 */
final class Cluster implements AutoCloseable {
    private static final int MOST = 5;
    /** Before it was ever ready: the engines may not have been, but a wrong setting stays wrong. */
    private static final int MOST_AT_START = 3;

    private static final Duration LONG_LIFE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final ClusterPlan plan;
    private final Consumer<String> report;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .sslContext(OwnPort.tls())
            .build();
    private final List<Member> members = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Balancer balancer;

    /**
     * @param launches how each node is started, by its number
     * @param report receives what happens to nodes
     */
    Cluster(ClusterPlan plan, IntFunction<NodeProcess.Launch> launches, Consumer<String> report) {
        this.plan = plan;
        this.report = report;
        for (int number = 1; number <= plan.total(); number++) {
            int pool = plan.pool(number).map(plan.pools()::indexOf).orElse(-1) + 1;
            members.add(new Member(number, pool, launches.apply(number), http));
        }
    }

    /** Starts the first node, which fills an empty store, and then the others side by side; returns when all are ready. */
    void start() throws InterruptedException {
        begin(members.getFirst());
        awaitReady(members.subList(0, 1));
        List<Member> others = members.subList(1, members.size());
        others.forEach(this::begin);
        awaitReady(others);
    }

    /** Puts a balancer before the nodes that are ready, and keeps it informed. */
    synchronized void balance(Path nginx, Path folder, String address, int port)
            throws IOException, InterruptedException {
        balancer = Balancer.start(nginx, folder, address, port, upstreams(), routesOfPools());
    }

    /** What goes to each pool: the routes of the modules that it is for, not those that its nodes have besides. */
    private Map<Integer, List<NodeRoutes.Owned>> routesOfPools() {
        Map<Integer, List<NodeRoutes.Owned>> routes = new HashMap<>();
        for (Member member : members) {
            if (member.pool() > 0) {
                Pool pool = plan.pools().get(member.pool() - 1);
                routes.computeIfAbsent(
                        member.pool(),
                        number -> member.routes().stream()
                                .filter(route -> pool.modules().contains(route.module()))
                                .toList());
            }
        }
        return routes;
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    /** Whether any node still lives or is started again. */
    boolean hasNodes() {
        return members.stream().anyMatch(member -> member.gaveUp() == null);
    }

    private void begin(Member member) {
        threads.add(Thread.ofVirtual().name("node-" + member.number()).start(() -> keep(member)));
    }

    private void awaitReady(List<Member> some) throws InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!some.stream().allMatch(Member::everReady)) {
            for (Member member : some) {
                String gaveUp = member.gaveUp();
                if (gaveUp != null) {
                    throw Failure.unavailable("cluster.not-started", gaveUp, null);
                }
            }
            if (System.nanoTime() > end || stopping.await(50, TimeUnit.MILLISECONDS)) {
                throw Failure.unavailable(
                        "cluster.too-slow",
                        "Not all nodes were ready within " + TIMEOUT.toMinutes() + " minutes.",
                        null);
            }
        }
    }

    private void keep(Member member) {
        int deaths = 0;
        try {
            while (stopping.getCount() > 0) {
                long began = System.nanoTime();
                NodeProcess ended = member.run(this::updateBalancer);
                if (stopping.getCount() == 0) {
                    return;
                }
                deaths = System.nanoTime() - began > LONG_LIFE.toNanos() ? 1 : deaths + 1;
                String what = "Node " + member.number() + " (process "
                        + ended.process().pid() + ") ended with "
                        + ended.process().exitValue();
                boolean tried = deaths >= (member.everReady() ? MOST : MOST_AT_START);
                if (tried || (member.everReady() && !plan.restart())) {
                    member.giveUp(what + ": " + ended.said());
                    report.accept(what + ", and is not started again: " + ended.said());
                    return;
                }
                Duration pause = pause(deaths);
                report.accept(what + "; it is started again in " + pause.toSeconds() + " s: " + ended.said());
                if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (IOException e) {
            member.giveUp("Node " + member.number() + " could not be started: " + e.getMessage());
            report.accept(String.valueOf(member.gaveUp()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before the next start, after so many deaths in a row. */
    static Duration pause(int deaths) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(deaths - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private List<Upstream> upstreams() {
        return members.stream().filter(Member::hasPort).map(Member::upstream).toList();
    }

    private synchronized void updateBalancer() {
        Balancer known = balancer;
        if (known == null) {
            return;
        }
        try {
            known.nodes(upstreams());
        } catch (IOException | Failure e) {
            report.accept("The balancer could not be updated: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The balancer first, so that nothing new comes; then all nodes at once, each finishing what it has begun. */
    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        synchronized (this) {
            if (balancer != null) {
                balancer.close();
            }
        }
        List<Process> running = new ArrayList<>();
        for (Member member : members) {
            NodeProcess process = member.process();
            if (process != null && process.process().isAlive()) {
                running.add(process.process());
            }
        }
        running.forEach(Process::destroy);
        long end = System.nanoTime() + STOP.toNanos();
        for (Process process : running) {
            if (!process.waitFor(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
        }
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(5));
        }
        http.close();
    }
}

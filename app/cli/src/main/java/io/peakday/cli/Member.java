package io.peakday.cli;

import io.peakday.server.NodeRoutes;
import io.peakday.server.RunningNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One node of a {@link Cluster} and what is known of it; written by the thread that follows it. */
final class Member {
    /** How often a node is asked how it is: well within the notice that it gives before it stops. */
    private static final Duration EVERY = Duration.ofMillis(200);

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final int number;
    private final int pool;
    private final HttpClient http;
    private volatile NodeProcess.Launch launch;
    private volatile @Nullable NodeProcess process;
    private volatile String url = "";
    private volatile boolean ready;
    private volatile boolean everReady;
    private volatile @Nullable String gaveUp;

    /** @param pool the number of its pool, from 1; 0 where it has all modules */
    Member(int number, int pool, NodeProcess.Launch launch, HttpClient http) {
        this.number = number;
        this.pool = pool;
        this.launch = launch;
        this.http = http;
    }

    int number() {
        return number;
    }

    int pool() {
        return pool;
    }

    String url() {
        return url;
    }

    boolean ready() {
        return ready;
    }

    boolean everReady() {
        return everReady;
    }

    @Nullable
    NodeProcess process() {
        return process;
    }

    /** Why it is not started again; null as long as it is. */
    @Nullable
    String gaveUp() {
        return gaveUp;
    }

    void giveUp(String why) {
        gaveUp = why;
    }

    Upstream upstream() {
        return new Upstream(number, launch.port(), ready, pool);
    }

    boolean hasPort() {
        return launch.port() != 0;
    }

    /** What it answers, as it said when it was ready. */
    List<NodeRoutes.Owned> routes() {
        return NodeRoutes.of(launch.folder());
    }

    /** Starts it and returns when it has ended; calls back whenever it has become ready, or is no longer. */
    NodeProcess run(Runnable changed) throws IOException, InterruptedException {
        NodeProcess started = NodeProcess.start(launch);
        process = started;
        try {
            while (!started.process().waitFor(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean now = answers(started);
                if (now != ready) {
                    ready = now;
                    everReady |= now;
                    changed.run();
                }
            }
            return started;
        } finally {
            if (ready) {
                ready = false;
                changed.run();
            }
        }
    }

    /** A node keeps the port that it was given at its first start, so that its address stays true. */
    private boolean answers(NodeProcess started) throws InterruptedException {
        if (!everReady || url.isEmpty()) {
            Optional<RunningNode> running = started.running();
            if (running.isEmpty()) {
                return false;
            }
            url = running.get().url();
            launch = launch.at(URI.create(url).getPort());
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health/ready"))
                .timeout(TIMEOUT)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}

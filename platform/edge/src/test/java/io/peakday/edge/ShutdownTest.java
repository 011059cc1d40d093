package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.edge.ProbeRoutes.Gate;
import io.peakday.idempotency.IdempotencyModule;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShutdownTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdempotencyModule.SCHEMA);

    @Test
    void aRequestUnderWayIsAnsweredBeforeTheNodeStops() throws Exception {
        try (WebNode node = WebNode.start(postgres.database(), new SteppedClock(), ProbeRoutes.class);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Gate gate = node.bean(Gate.class);
            Future<HttpResponse<String>> reply = threads.submit(() -> node.post("/api/v1/slow", "shutdown-key", "{}"));
            assertThat(gate.arrived.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            Future<?> stopped = threads.submit(node::close);
            await().atMost(java.time.Duration.ofSeconds(20)).until(() -> refuses(node.port()));
            assertThat(reply.isDone()).isFalse();
            gate.open.countDown();
            assertThat(reply.get(20, TimeUnit.SECONDS).body()).isEqualTo("{\"run\":1}");
            stopped.get(30, TimeUnit.SECONDS);
        }
    }

    /** Whether the node takes no new connections any more. */
    private static boolean refuses(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}

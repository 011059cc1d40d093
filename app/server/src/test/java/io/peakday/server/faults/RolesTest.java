package io.peakday.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.StartListener;
import io.peakday.events.EventSettings;
import io.peakday.server.NodeLife;
import io.peakday.server.whole.SharedNode;
import io.peakday.server.whole.TestStore;
import io.peakday.testkit.TestFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes that do only a part of the work. */
class RolesTest {
    @RegisterExtension
    static final SharedNode first = new SharedNode();

    @Test
    void aNodeWithoutPagesReportsItsHealthOnAPortOfItsOwn() throws Exception {
        Path folder = TestStore.folder("stream");
        try (NodeLife node = NodeLife.start(
                        TestStore.beside(first.node().store(), folder)
                                .with("peakday.server.roles", "stream")
                                .with("peakday.server.ops-port", "0"),
                        StartListener.silent());
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(node.url()).isEmpty();
            assertThat(get(client, node, "/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(get(client, node, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(client, node, "/metrics").body()).contains("peakday_engine_up{engine=\"PostgreSQL\"} 1");
            assertThat(get(client, node, "/health/live/more").statusCode()).isEqualTo(404);
            assertThat(get(client, node, "/").statusCode()).isEqualTo(404);
            EventSettings events = node.store().bean(EventSettings.class);
            assertThat(events.consumers().enabled()).as("handles events").isTrue();
            assertThat(events.relay().enabled()).as("relays events").isFalse();
        } finally {
            TestFolder.delete(folder);
        }
    }

    private static HttpResponse<String> get(HttpClient client, NodeLife node, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.opsPort() + path))
                        .build(),
                BodyHandlers.ofString());
    }
}

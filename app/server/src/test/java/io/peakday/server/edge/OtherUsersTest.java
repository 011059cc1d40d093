package io.peakday.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.engines.DataFolder;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.server.ModuleRegistry;
import io.peakday.server.whole.SharedNode;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What other users of the machine get from a running store: nothing. */
class OtherUsersTest {
    @RegisterExtension
    static final SharedNode node = new SharedNode();

    @Test
    void nothingInTheDataFolderIsTheirsToReadOrChange() throws Exception {
        Path data = node.bean(DataFolder.class).path();
        assertThat(Files.exists(data.resolve("run/node.properties"))).isTrue();
        assertThat(ModuleRegistry.folderModes().open(data, 20)).isEmpty();
    }

    /** Else a folder would stay open, because what lies in it looked like somebody else's. */
    @Test
    void everythingInTheDataFolderIsKnownToBeTheStores() throws Exception {
        try (Stream<Path> all = Files.list(node.bean(DataFolder.class).path())) {
            List<Path> unknown = all.filter(
                            entry -> !ModuleRegistry.folderModes().isOurs(entry))
                    .toList();
            assertThat(unknown).isEmpty();
        }
    }

    @Test
    void kafkaAnswersWhoHasTheFileInTheDataFolderAndNobodyElse() throws Exception {
        Properties file = new Properties();
        Path written = node.bean(DataFolder.class).path().resolve("kafka/client.properties");
        try (Reader reader = Files.newBufferedReader(written)) {
            file.load(reader);
        }
        try (Admin admin = Admin.create(file)) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
        Map<String, Object> stranger = Map.of(
                "bootstrap.servers", node.bean(KafkaBootstrap.class).servers(),
                "default.api.timeout.ms", 3_000,
                "request.timeout.ms", 3_000);
        try (Admin admin = Admin.create(stranger)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get()).hasCauseInstanceOf(TimeoutException.class);
        }
    }
}

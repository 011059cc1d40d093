package io.peakday.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peakday.engines.StartListener;
import io.peakday.kernel.Failure;
import io.peakday.server.NodeLife;
import io.peakday.server.whole.SharedNode;
import io.peakday.server.whole.TestStore;
import io.peakday.testkit.TestDatabase;
import io.peakday.testkit.TestFolder;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person reads who starts a store where there is one. */
class StartFailuresTest {
    @RegisterExtension
    static final SharedNode running = new SharedNode();

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with();

    @Test
    void aDataFolderInUseIsRefusedInASentence() {
        Path used = running.node().store().engines().folder().path();
        Failure failure = catchThrowableOfType(
                Failure.class, () -> NodeLife.start(TestStore.options(used), StartListener.silent()));
        assertThat(failure).hasMessageContaining(used.toString()).hasMessageContaining("use");
        assertThat(running.caller().get("/health/ready").status())
                .as("the other is not disturbed")
                .isEqualTo(200);
    }

    @Test
    void aDatabaseThatCannotBeMigratedIsRefusedInASentence() {
        postgres.owner()
                .sql()
                .sql("create schema catalog create table somebodys (id int)")
                .update();
        Path folder = TestStore.folder("foreign");
        try {
            var options = TestStore.beside(running.node().store(), folder)
                    .with("peakday.engines.postgres.url", postgres.url())
                    .with("peakday.engines.postgres.user", postgres.user())
                    .with("peakday.engines.postgres.password", postgres.password())
                    .with(
                            "peakday.engines.postgres.owner-user",
                            postgres.ownerLogin().user())
                    .with(
                            "peakday.engines.postgres.owner-password",
                            postgres.ownerLogin().password());
            Failure failure =
                    catchThrowableOfType(Failure.class, () -> NodeLife.start(options, StartListener.silent()));
            assertThat(failure.code()).isEqualTo("database.migration-failed");
            assertThat(failure).hasMessageContaining("\"catalog\"");
        } finally {
            TestFolder.delete(folder);
        }
    }

    @Test
    void aPortInUseIsRefusedInASentenceAndNothingIsLeftRunning() {
        Path folder = TestStore.folder("port");
        try {
            String port = Integer.toString(URI.create(running.url()).getPort());
            var options =
                    TestStore.options(folder).with("peakday.server.port", port).with("peakday.server.demo", "false");
            Failure failure =
                    catchThrowableOfType(Failure.class, () -> NodeLife.start(options, StartListener.silent()));
            assertThat(failure).hasMessageContaining("Port " + port).hasMessageContaining("in use");
            assertThat(folder.resolve("postgres"))
                    .as("it is reported before an engine starts")
                    .doesNotExist();
        } finally {
            TestFolder.delete(folder);
        }
    }
}

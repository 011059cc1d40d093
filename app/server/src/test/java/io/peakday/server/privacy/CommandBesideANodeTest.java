package io.peakday.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.customers.Customers;
import io.peakday.customers.ErasureJournal;
import io.peakday.customers.Erasures;
import io.peakday.engines.StartListener;
import io.peakday.server.RunningNode;
import io.peakday.server.Store;
import io.peakday.server.whole.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A command beside a node has a folder of its own, but what it writes permanently is the store's. */
class CommandBesideANodeTest {
    private static TestStore shop;

    @BeforeAll
    static void start() {
        shop = TestStore.start("beside");
        await().until(() -> RunningNode.find(shop.folder()).isPresent());
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void anErasureByACommandIsInTheStoresJournalAndTheCommandsFolderHoldsItsLockAndGoesWithIt() throws IOException {
        UUID customer = shop.bean(Customers.class).ensure("beside@shop.example", "Beside", "a long sentence of words");
        Path run = shop.folder().resolve("run");

        try (Store command = command()) {
            command.bean(Erasures.class).customer(customer);

            assertThat(journal())
                    .as("before the node copies what others erased")
                    .anyMatch(entry -> entry.id().equals(customer));
            assertThat(command.bean(ErasureJournal.class).read()).isEqualTo(journal());
            assertThat(files(run.resolve("command-" + ProcessHandle.current().pid())))
                    .containsExactlyInAnyOrder("peakday.lock", "peakday.pid");
        }

        assertThat(files(run)).noneMatch(name -> name.startsWith("command-"));
    }

    private static Store command() {
        return Store.offline(TestStore.options(shop.folder()), StartListener.silent());
    }

    private static List<ErasureJournal.Entry> journal() {
        return new ErasureJournal(shop.folder().resolve("privacy").resolve("erasures.log")).read();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder))
                    .map(path -> folder.relativize(path).toString())
                    .toList();
        }
    }
}

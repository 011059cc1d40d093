package io.peakday.server;

import io.peakday.engines.Engines;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.boot.SpringApplication.AbandonedRunException;

/** The schemas are brought up to date while the wiring is read, which takes as long; nothing is wired before they are. */
final class Migration {
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Migration() {}

    /** Begins, once the database answers; returns at once. */
    static Migration begin(Engines engines) {
        Migration migration = new Migration();
        Thread.ofPlatform().daemon().name("migrate").start(() -> {
            try {
                engines.migrate(ModuleRegistry.schemas());
                migration.done.complete(null);
            } catch (RuntimeException | Error e) {
                migration.done.completeExceptionally(e);
            }
        });
        return migration;
    }

    /**
     * Waits until the schemas are up to date.
     *
     * @throws AbandonedRunException where they cannot be, which the framework passes on in silence; {@link #reason} knows why
     */
    void await() {
        try {
            done.join();
        } catch (CompletionException e) {
            throw new AbandonedRunException();
        }
    }

    /** Waits until it has ended, however it did; returns what stood in its way, or else what was thrown elsewhere. */
    RuntimeException reason(RuntimeException elsewhere) {
        try {
            done.join();
            return elsewhere;
        } catch (CompletionException e) {
            return e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}

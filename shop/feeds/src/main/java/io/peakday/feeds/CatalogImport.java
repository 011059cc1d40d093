package io.peakday.feeds;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Sellers;
import io.peakday.engines.Database;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Imports a file of products or of categories.
 *
 * <p>The file is read by one thread and saved by another, a batch at a time, with a bounded number of batches between
 * them, so memory does not grow with the file. Each batch is one transaction that also moves the checkpoint: killed at
 * any instant and started again with the same file and mapping, the import goes on after the last batch that was
 * committed, and every row has been dealt with once in the end. A file that was imported to its end is imported again,
 * and changes nothing unless somebody else changed the products since.
 */
public final class CatalogImport {
    private static final int ATTEMPTS = 4;

    private final Catalog catalog;
    private final Categories categories;
    private final Sellers sellers;
    private final Database database;
    private final InstantSource clock;

    public CatalogImport(
            Catalog catalog, Categories categories, Sellers sellers, Database database, InstantSource clock) {
        this.catalog = catalog;
        this.categories = categories;
        this.sellers = sellers;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Blocks until the whole file is imported.
     *
     * @throws Failure {@code import.no-file} if it cannot be read, {@code import.already-running} if another process
     *     imports the same file, {@code import.rejects-unwritable}, {@code import.too-many-products} for more
     *     observed products than fit in memory, {@code import.interrupted}
     */
    public ImportReport run(ImportRequest request) {
        if (!(CurrentActor.get() instanceof Actor.Guest)) {
            return runAsCurrent(request);
        }
        AtomicReference<ImportReport> report = new AtomicReference<>();
        CurrentActor.runAs(new Actor.SystemActor("import"), () -> report.set(runAsCurrent(request)));
        return report.get();
    }

    private ImportReport runAsCurrent(ImportRequest request) {
        Instant began = clock.instant();
        SourceFile file = new SourceFile(request.file());
        if (request.mapping().rows().equals("categories")) {
            return new CategoryImport(categories).run(file, request, clock);
        }
        Checkpoint start = checkpoint(file, request);
        BatchImport batches = new BatchImport(catalog, categories, sellers, request.publish(), request.stock());
        Checkpoint at = start;
        Path rejectsPath = request.rejects();
        try (RejectsFile rejects = new RejectsFile(rejectsPath, start.rejectBytes());
                BatchSource source = BatchSource.start(file, request.mapping(), start.items())) {
            boolean finished = false;
            while (!finished) {
                BatchSource.Batch batch = source.next();
                finished = batch.last();
                at = save(batches, batch, at, rejects);
                request.progress().reached(at.rows(), batch.bytes(), file.size());
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        return new ImportReport(
                at.rows(),
                at.created(),
                at.updated(),
                at.unchanged(),
                at.rejected(),
                start.rows(),
                Duration.between(began, clock.instant()),
                at.rejected() > 0 ? rejectsPath : null);
    }

    private Checkpoint checkpoint(SourceFile file, ImportRequest request) {
        String id = sha256(file.digest() + '\n' + request.mapping().source() + '\n' + request.publish());
        Optional<Checkpoint> found =
                Checkpoint.find(database, id).filter(checkpoint -> !checkpoint.finished() && !request.restart());
        if (found.isPresent()) {
            return found.get();
        }
        Checkpoint start = Checkpoint.start(id);
        start.begin(database, String.valueOf(request.file().getFileName()), clock);
        return start;
    }

    private Checkpoint save(BatchImport batches, BatchSource.Batch batch, Checkpoint from, RejectsFile rejects) {
        BatchImport.Prepared prepared = batches.prepare(batch.items());
        for (int attempt = 1; ; attempt++) {
            try {
                return database.transact(() -> {
                    BatchImport.Outcome outcome = batches.save(prepared);
                    rejects.add(outcome.rejected());
                    Checkpoint next = next(from, batch, outcome, rejects.length());
                    from.advance(database, next, clock);
                    return next;
                });
            } catch (Failure e) {
                rejects.truncate(from.rejectBytes());
                if (!e.code().equals("catalog.conflict") || attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                rejects.truncate(from.rejectBytes());
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static Checkpoint next(
            Checkpoint from, BatchSource.Batch batch, BatchImport.Outcome outcome, long rejectBytes) {
        List<Item> items = batch.items();
        return new Checkpoint(
                from.id(),
                from.items() + items.size(),
                batch.rows(),
                from.created() + outcome.created(),
                from.updated() + outcome.updated(),
                from.unchanged() + outcome.unchanged(),
                from.rejected() + outcome.rejected().size(),
                rejectBytes,
                batch.last());
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

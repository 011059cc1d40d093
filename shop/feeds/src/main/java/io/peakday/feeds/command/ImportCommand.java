package io.peakday.feeds.command;

import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.feeds.CatalogImport;
import io.peakday.feeds.ImportReport;
import io.peakday.feeds.ImportRequest;
import io.peakday.feeds.Mapping;
import io.peakday.feeds.StockSink;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@HelpPosition(60)
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports products from a CSV or JSON Lines file, gzipped or not.",
            "Idempotent: importing the same file again changes nothing. Resumable: after an interruption the same command"
                    + " goes on where it stopped. A bad row goes to the rejects file with its line, field and reason;"
                    + " everything else is imported."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all rows imported", "1:the import failed, or rows were rejected"})
public final class ImportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final StoreChoice store;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The file to import.")
    private @Nullable Path file;

    @Option(
            names = {"-m", "--mapping"},
            paramLabel = "NAME|FILE",
            description = "How columns become products: a mapping file, or the name of one that comes with Peakday.")
    private @Nullable String mapping;

    @Option(names = "--list-mappings", description = "List the mappings that come with Peakday, and stop.")
    private boolean listMappings;

    @Option(names = "--draft", description = "Leave new products as drafts instead of publishing them.")
    private boolean draft;

    @Option(names = "--restart", description = "Begin at the first row even if an earlier run was interrupted.")
    private boolean restart;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Where bad rows are listed (default: FILE.rejects.csv).")
    private @Nullable Path rejects;

    @Option(
            names = "--stock",
            paramLabel = "N",
            description = "Set the stock of every imported variant that the file gives none for to N.")
    private @Nullable Integer stock;

    ImportCommand(Terminal terminal, StoreChoice store) {
        this.terminal = terminal;
        this.store = store;
    }

    @Override
    public Integer call() {
        if (listMappings) {
            Mapping.shippedNames().forEach(terminal::print);
            return 0;
        }
        if (file == null || mapping == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say which FILE to import and with which --mapping; --list-mappings lists"
                            + " those that come with Peakday.");
        }
        if (stock != null && stock < 0) {
            throw new ParameterException(spec.commandLine(), "--stock " + stock + ": stock cannot be negative.");
        }
        if (!Files.isReadable(file)) {
            throw Failure.invalid("import.unreadable", "The file " + file + " does not exist or cannot be read.");
        }
        Mapping chosen =
                Mapping.shippedNames().contains(mapping) ? Mapping.shipped(mapping) : Mapping.read(Path.of(mapping));
        Path rejected = rejects != null ? rejects : file.resolveSibling(file.getFileName() + ".rejects.csv");
        try (OpenStore opened = store.openOrMake()) {
            long began = System.nanoTime();
            ImportRequest request = new ImportRequest(
                    file,
                    chosen,
                    rejected,
                    !draft,
                    restart,
                    levels(opened),
                    (rows, bytes, total) -> terminal.progress(
                            "Importing",
                            rows,
                            total > 0 ? rows * total / Math.max(1, bytes) : 0,
                            "rows",
                            Duration.ofNanos(System.nanoTime() - began)));
            ImportReport report = opened.bean(CatalogImport.class).run(request);
            report(report);
            return report.rejected() == 0 ? 0 : ExitCodes.FAILED;
        }
    }

    private StockSink levels(OpenStore opened) {
        Inventory inventory = opened.bean(Inventory.class);
        return new Levels(inventory, inventory.locations().primaryId(), stock);
    }

    /** Sets levels at the first location. */
    private record Levels(
            Inventory inventory, UUID location, @Nullable Integer otherwise) implements StockSink {
        @Override
        public void set(List<Level> levels) {
            inventory.setLevels(
                    levels.stream()
                            .map(level -> new LevelSetting(level.variantId(), location, level.onHand()))
                            .toList(),
                    "import");
        }
    }

    private void report(ImportReport report) {
        terminal.print(String.format(
                Locale.ROOT,
                "%,d rows: %,d created, %,d updated, %,d unchanged, %,d rejected, in %s (%,d rows/s)",
                report.rows(),
                report.created(),
                report.updated(),
                report.unchanged(),
                report.rejected(),
                Terminal.seconds(report.took()),
                Math.round((report.rows() - report.resumedAfter())
                        / Math.max(0.001, report.took().toNanos() / 1e9))));
        if (report.resumedAfter() > 0) {
            terminal.print(
                    String.format(Locale.ROOT, "Went on after row %,d of an interrupted run.", report.resumedAfter()));
        }
        if (report.rejects() != null) {
            terminal.print("What was rejected and why: " + report.rejects());
        }
    }
}

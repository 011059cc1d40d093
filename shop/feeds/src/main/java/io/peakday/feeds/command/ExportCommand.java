package io.peakday.feeds.command;

import io.peakday.catalog.ProductFilter;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.engines.PrivateFile;
import io.peakday.feeds.CatalogExport;
import io.peakday.kernel.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

@HelpPosition(70)
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Exports all products as CSV or JSON Lines, in the form that 'import' reads back without any change.")
public final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final StoreChoice store;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "Where to; '-' is standard output; a name ending in .gz is gzipped.")
    private Path file = Path.of("-");

    @Option(
            names = {"-f", "--format"},
            description = "${COMPLETION-CANDIDATES} (default: by the file's name, else JSONL).")
    private CatalogExport.@Nullable Format format;

    ExportCommand(Terminal terminal, StoreChoice store) {
        this.terminal = terminal;
        this.store = store;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore opened = store.open()) {
            CatalogExport export = opened.bean(CatalogExport.class);
            if (file.toString().equals("-")) {
                export.write(System.out, chosen(), ProductFilter.ALL);
                return 0;
            }
            Path draft = file.resolveSibling(file.getFileName() + ".part");
            long written;
            try (OutputStream out = open(draft)) {
                written = export.write(out, chosen(), ProductFilter.ALL);
            } catch (IOException | JacksonException e) {
                Files.deleteIfExists(draft);
                throw Failure.unavailable(
                        "export.unwritable", "The file " + draft + " cannot be written: " + e.getMessage(), e);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            terminal.report(String.format(Locale.ROOT, "%,d products written to %s.", written, file));
            return 0;
        }
    }

    private OutputStream open(Path draft) throws IOException {
        Files.deleteIfExists(draft); // of an export that was interrupted
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(PrivateFile.create(draft)), 1 << 16);
        return file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
    }

    private CatalogExport.Format chosen() {
        if (format != null) {
            return format;
        }
        String name = file.toString();
        return name.endsWith(".csv") || name.endsWith(".csv.gz")
                ? CatalogExport.Format.CSV
                : CatalogExport.Format.JSONL;
    }
}

package io.peakday.customers.command;

import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.customers.ErasureJournal;
import io.peakday.customers.ErasureReport;
import io.peakday.customers.Erasures;
import io.peakday.customers.PersonalExport;
import io.peakday.customers.Retained;
import io.peakday.engines.PrivateFile;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.kernel.Ids;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@HelpPosition(130)
@Command(
        name = "privacy",
        mixinStandardHelpOptions = true,
        description = "What the store keeps about people: export it, erase it, and repeat erasures after a restore.",
        subcommands = {PrivacyCommand.Export.class, PrivacyCommand.Erase.class, PrivacyCommand.Reapply.class})
public final class PrivacyCommand extends CommandGroup {
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes everything that is kept about a customer into a JSON file.")
    static final class Export implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        @Parameters(index = "0", paramLabel = "CUSTOMER", description = "The customer's id.")
        private String customer = "";

        @Parameters(index = "1", paramLabel = "FILE", description = "The file to write; it must not exist yet.")
        private Path file = Path.of("");

        Export(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() throws IOException {
            // Made before the store is opened, which takes seconds: nobody else can put a file or a link there
            // meanwhile.
            try (OutputStream out = Channels.newOutputStream(PrivateFile.create(file))) {
                write(out);
            } catch (FileAlreadyExistsException e) {
                throw new Failure(
                        Fault.CONFLICT,
                        "privacy.file-exists",
                        "The file " + file + " exists already; name another one.",
                        List.of(),
                        e);
            }
            terminal.print("Everything that is kept about the customer is in " + file + ".");
            return 0;
        }

        private void write(OutputStream out) throws IOException {
            boolean done = false;
            try (OpenStore opened = store.open()) {
                new JsonMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValue(out, opened.bean(PersonalExport.class).of(id(customer)));
                done = true;
            } finally {
                if (!done) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description = "Erases a customer permanently, and says what the law keeps.")
    static final class Erase implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        @Parameters(index = "0", paramLabel = "CUSTOMER", description = "The customer's id.")
        private String customer = "";

        @Option(names = "--yes", required = true, description = "Says that you mean it: there is no way back.")
        private boolean yes;

        Erase(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            if (!yes) {
                throw Failure.invalid("privacy.not-confirmed", "Nothing was erased: say --yes if you mean it.");
            }
            try (OpenStore opened = store.open()) {
                ErasureReport report = opened.bean(Erasures.class).customer(id(customer));
                terminal.print("The customer is erased.");
                for (Retained kept : report.retained()) {
                    terminal.print("Kept: " + kept.what() + ". " + kept.reason()
                            + (kept.until() == null ? "" : " Until " + kept.until() + "."));
                }
            }
            return 0;
        }
    }

    @Command(
            name = "reapply",
            mixinStandardHelpOptions = true,
            description = "Repeats the erasures that a restored database has forgotten. Every start does so by itself.")
    static final class Reapply implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        @Option(
                names = "--journal",
                paramLabel = "FILE",
                description = "A journal of erasures from elsewhere, beside the one in the data folder.")
        private @Nullable Path journal;

        Reapply(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            try (OpenStore opened = store.open()) {
                Erasures erasures = opened.bean(Erasures.class);
                int repeated = journal == null
                        ? erasures.reapply(opened.bean(ErasureJournal.class))
                        : erasures.reapply(new ErasureJournal(journal));
                terminal.print(
                        repeated == 0
                                ? "The database knows every erasure of the journal."
                                : repeated + " erasures were repeated.");
            }
            return 0;
        }
    }

    private static UUID id(String text) {
        return Ids.parse(text)
                .orElseThrow(() -> Failure.invalid("privacy.bad-id", "\"" + text + "\" is not a customer's id."));
    }
}

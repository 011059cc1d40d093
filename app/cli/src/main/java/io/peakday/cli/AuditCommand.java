package io.peakday.cli;

import io.peakday.identity.Audit;
import io.peakday.server.Store;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The audit log of what staff and API keys have done.",
        subcommands = AuditCommand.Verify.class)
final class AuditCommand extends CommandGroup {
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Recomputes the chain of hashes and names the first row that was changed, removed or reordered.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the log is intact", "1:it is not"})
    static final class Verify implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private StoreChoice store = new StoreChoice();

        Verify(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (Store opened = Store.workshop(store.options(), (engine, step, elapsed) -> {})) {
                return switch (opened.room(Audit.class).verify()) {
                    case Audit.Verdict.Intact intact -> {
                        terminal.print(
                                intact.rows() == 0
                                        ? "The audit log is empty: nobody of the staff has written anything yet."
                                        : String.format(
                                                Locale.ROOT,
                                                "The audit log is intact: %,d rows, head %s.",
                                                intact.rows(),
                                                intact.headHash()));
                        yield 0;
                    }
                    case Audit.Verdict.Broken broken -> {
                        terminal.print("The audit log is broken at row " + broken.seq() + ": " + broken.reason());
                        yield Peakday.FAILED;
                    }
                };
            }
        }
    }
}

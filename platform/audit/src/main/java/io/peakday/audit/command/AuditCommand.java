package io.peakday.audit.command;

import io.peakday.audit.Audit;
import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.commandkit.VerifyCommand;
import io.peakday.identity.CommandLineActor;
import io.peakday.identity.CurrentActor;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@HelpPosition(120)
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The audit log of what staff and API keys have done.",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Accept.class, AuditCommand.RotateKey.class})
public final class AuditCommand extends CommandGroup {
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Recomputes the chain, compares it with the heads recorded outside of the database, and says what was done.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the log is intact", "1:it is not"})
    static final class Verify extends VerifyCommand {
        Verify(Terminal terminal, StoreChoice store) {
            super(terminal, store);
        }

        @Override
        protected Verified verify(OpenStore opened) {
            return switch (opened.bean(Audit.class).verify()) {
                case Audit.Verdict.Intact intact ->
                    new Verified(
                            true,
                            intact,
                            intact.rows() == 0
                                    ? "The audit log is empty: nobody of the staff has written anything yet."
                                    : said(intact),
                            List.of());
                case Audit.Verdict.Broken broken ->
                    new Verified(
                            false,
                            broken,
                            broken.deed() == Audit.Deed.KEY_MISSING
                                    ? "The audit log cannot be verified: " + broken.reason()
                                    : "The audit log is broken at row " + broken.seq() + ": " + broken.reason(),
                            List.of());
            };
        }

        private static String said(Audit.Verdict.Intact intact) {
            String said = String.format(
                    Locale.ROOT, "The audit log is intact: %,d rows, head %s.", intact.rows(), intact.headHash());
            if (intact.forgottenUpTo() > 0) {
                said += String.format(
                        Locale.ROOT, " Rows up to %,d were forgotten on purpose.", intact.forgottenUpTo());
            }
            if (intact.unkeyedUpTo() > 0) {
                said += String.format(
                        Locale.ROOT,
                        " Unkeyed up to %,d: those rows are from before the chain had a key.",
                        intact.unkeyedUpTo());
            }
            if (intact.unsealed() > 0) {
                said += String.format(
                        Locale.ROOT,
                        " Not sealed yet: %,d; if they stay so, a node signs with a key that the others lack.",
                        intact.unsealed());
            }
            return said
                    + (intact.comparedHeads() == 0
                            ? " No head was recorded outside of the database to compare it with."
                            : String.format(
                                    Locale.ROOT,
                                    " It passes through all %,d heads recorded outside of the database.",
                                    intact.comparedHeads()));
        }
    }

    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description =
                    "After a restore: what was recorded before about how far the log had come counts no longer. That is logged.")
    static final class Accept implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        Accept(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            try (OpenStore opened = store.open()) {
                CurrentActor.runAs(CommandLineActor.COMMAND_LINE, opened.bean(Audit.class)::accept);
                terminal.print("The log as it is now is what later heads are compared with.");
                return 0;
            }
        }
    }

    @Command(
            name = "rotate-key",
            mixinStandardHelpOptions = true,
            description = "Adds a key that signs from now on; older rows are verified with theirs.")
    static final class RotateKey implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        RotateKey(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() throws Exception {
            try (OpenStore opened = store.open()) {
                String id = CurrentActor.callAs(
                        CommandLineActor.COMMAND_LINE,
                        () -> opened.bean(Audit.class).rotateKey());
                terminal.print("The key " + id + " signs from now on. Keep audit.key with your backups, apart from the"
                        + " database's.");
                return 0;
            }
        }
    }
}

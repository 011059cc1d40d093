package io.peakday.inventory.command;

import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.VerifyReport;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@HelpPosition(140)
@Command(
        name = "stock",
        mixinStandardHelpOptions = true,
        description = "The stock and its ledger.",
        subcommands = StockCommand.Verify.class)
public final class StockCommand extends CommandGroup {
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Recomputes every level and reservation from the ledger and names each difference.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:levels and ledger agree", "1:they do not"})
    static final class Verify implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private final StoreChoice store;

        Verify(Terminal terminal, StoreChoice store) {
            this.terminal = terminal;
            this.store = store;
        }

        @Override
        public Integer call() {
            try (OpenStore opened = store.open()) {
                VerifyReport report = opened.bean(Inventory.class).verify();
                terminal.print(String.format(
                        Locale.ROOT,
                        "%,d levels and %,d reservations against %,d ledger entries: %s",
                        report.levels(),
                        report.reservations(),
                        report.entries(),
                        report.clean() ? "all agree." : report.differenceCount() + " differ."));
                report.differences()
                        .forEach(d -> terminal.print("  %s of variant %s at %s: %d, should be %d"
                                .formatted(d.what(), d.variantId(), d.locationId(), d.found(), d.expected())));
                return report.clean() ? 0 : ExitCodes.FAILED;
            }
        }
    }
}

package io.peakday.cli;

import io.peakday.inventory.Inventory;
import io.peakday.inventory.VerifyReport;
import io.peakday.server.Store;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stock",
        mixinStandardHelpOptions = true,
        description = "The stock and its ledger.",
        subcommands = StockCommand.Verify.class)
final class StockCommand extends CommandGroup {
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Recomputes every level and reservation from the ledger and names each difference.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:levels and ledger agree", "1:they do not"})
    static final class Verify implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private StoreChoice store = new StoreChoice();

        Verify(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (Store opened = Store.offline(store.options(), (engine, step, elapsed) -> {})) {
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
                return report.clean() ? 0 : Peakday.FAILED;
            }
        }
    }
}

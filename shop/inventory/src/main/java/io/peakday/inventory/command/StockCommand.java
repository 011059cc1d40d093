package io.peakday.inventory.command;

import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.commandkit.VerifyCommand;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.VerifyReport;
import java.util.Locale;
import picocli.CommandLine.Command;

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
    static final class Verify extends VerifyCommand {
        Verify(Terminal terminal, StoreChoice store) {
            super(terminal, store);
        }

        @Override
        protected Verified verify(OpenStore opened) {
            VerifyReport report = opened.bean(Inventory.class).verify();
            return new Verified(
                    report.clean(),
                    report,
                    String.format(
                            Locale.ROOT,
                            "%,d levels and %,d reservations against %,d ledger entries: %s",
                            report.levels(),
                            report.reservations(),
                            report.entries(),
                            report.clean() ? "all agree." : report.differenceCount() + " differ."),
                    report.differences().stream()
                            .map(d -> "%s of variant %s at %s: %d, should be %d"
                                    .formatted(d.what(), d.variantId(), d.locationId(), d.found(), d.expected()))
                            .toList());
        }
    }
}

package io.peakday.sale.command;

import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.sale.SaleReport;
import io.peakday.sale.Sales;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@HelpPosition(150)
@Command(
        name = "sale",
        mixinStandardHelpOptions = true,
        description = "Sales of sought-after items, and their claims.",
        subcommands = SaleCommand.Verify.class)
public final class SaleCommand extends CommandGroup {
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Recomputes what is left, held and sold of every sale from its claims and names each difference.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:counters and claims agree", "1:they do not"})
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
                SaleReport report = opened.bean(Sales.class).verify();
                terminal.print(String.format(
                        Locale.ROOT,
                        "%,d sales against %,d claims: %s",
                        report.sales(),
                        report.claims(),
                        report.clean() ? "all agree." : report.differences().size() + " differ."));
                report.differences()
                        .forEach(d -> terminal.print("  %s of sale %s: %d, should be %d"
                                .formatted(d.rule(), d.saleId(), d.found(), d.expected())));
                return report.clean() ? 0 : ExitCodes.FAILED;
            }
        }
    }
}

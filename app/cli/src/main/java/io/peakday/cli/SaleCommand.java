package io.peakday.cli;

import io.peakday.sale.SaleReport;
import io.peakday.sale.Sales;
import io.peakday.server.Store;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "sale",
        mixinStandardHelpOptions = true,
        description = "Sales of sought-after items, and their claims.",
        subcommands = SaleCommand.Verify.class)
final class SaleCommand extends CommandGroup {
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
        private StoreChoice store = new StoreChoice();

        Verify(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (Store opened = Store.offline(store.options(), (engine, step, elapsed) -> {})) {
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
                return report.clean() ? 0 : Peakday.FAILED;
            }
        }
    }
}

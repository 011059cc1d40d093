package io.peakday.sale.command;

import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.OpenStore;
import io.peakday.commandkit.StoreChoice;
import io.peakday.commandkit.Terminal;
import io.peakday.commandkit.VerifyCommand;
import io.peakday.sale.FlashSales;
import io.peakday.sale.SaleReport;
import java.util.Locale;
import picocli.CommandLine.Command;

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
    static final class Verify extends VerifyCommand {
        Verify(Terminal terminal, StoreChoice store) {
            super(terminal, store);
        }

        @Override
        protected Verified verify(OpenStore opened) {
            SaleReport report = opened.bean(FlashSales.class).verify();
            return new Verified(
                    report.clean(),
                    report,
                    String.format(
                            Locale.ROOT,
                            "%,d sales against %,d claims: %s",
                            report.sales(),
                            report.claims(),
                            report.clean() ? "all agree." : report.differences().size() + " differ."),
                    report.differences().stream()
                            .map(d -> "%s of sale %s: %d, should be %d"
                                    .formatted(d.rule(), d.saleId(), d.found(), d.expected()))
                            .toList());
        }
    }
}

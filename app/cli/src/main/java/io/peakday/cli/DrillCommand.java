package io.peakday.cli;

import io.peakday.bench.drill.OversellDrill;
import io.peakday.benchkit.ScratchFolder;
import io.peakday.commandkit.CommandGroup;
import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Terminal;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@HelpPosition(100)
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Rehearsals of busy days, at server processes of their own, judged by the books.",
        subcommands = {DrillCommand.Oversell.class, FlashSaleCommand.class})
final class DrillCommand extends CommandGroup {
    @Command(
            name = "oversell",
            mixinStandardHelpOptions = true,
            description = {
                "More buyers than units press the button at once: cart to paid, through the ordinary checkout over HTTP.",
                "Starts a store of its own, and leaves nothing behind."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:exactly the units were sold, and everybody was told within 2 s", "1:not so"})
    static final class Oversell implements Callable<Integer> {
        private final Terminal terminal;

        @Option(names = "--buyers", paramLabel = "N", defaultValue = "200", description = "1 to 2,000 (default: 200).")
        private int buyers = 200;

        @Option(names = "--units", paramLabel = "N", defaultValue = "10", description = "Units in stock (default: 10).")
        private int units = 10;

        @Option(
                names = "--nodes",
                paramLabel = "N",
                defaultValue = "2",
                description = "Server processes on the same engines (default: 2).")
        private int nodes = 2;

        Oversell(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            var plan = new OversellDrill.Plan(buyers, units, nodes);
            try (ScratchFolder scratch = ScratchFolder.make("peakday-drill-")) {
                OversellDrill.Result result =
                        new OversellDrill(new ThisProgram(), plan, scratch.path(), terminal::tell).run();
                terminal.print(String.format(
                        Locale.ROOT,
                        "%d buyers, %d units, nodes: %d. %d paid, %d were told that nothing is left, %d other answers;"
                                + " the last answer after %,.0f ms.",
                        buyers,
                        units,
                        nodes,
                        result.paid(),
                        result.soldOut(),
                        result.other().size(),
                        result.slowestMillis()));
                result.other().stream().distinct().limit(5).forEach(answer -> terminal.print("  " + answer));
                result.broken().forEach(broken -> terminal.print("  BROKEN: " + broken));
                if (result.broken().isEmpty()) {
                    terminal.print("Nothing oversold, nothing unpaid, and the stock is what its ledger says.");
                }
                return result.broken().isEmpty() ? 0 : ExitCodes.FAILED;
            }
        }
    }
}

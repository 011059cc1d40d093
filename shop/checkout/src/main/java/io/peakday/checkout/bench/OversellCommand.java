package io.peakday.checkout.bench;

import io.peakday.benchkit.Drill;
import io.peakday.benchkit.Program;
import io.peakday.commandkit.HelpPosition;
import io.peakday.commandkit.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@HelpPosition(10)
@Command(
        name = "oversell",
        mixinStandardHelpOptions = true,
        description = {
            "More buyers than units press the button at once: cart to paid, through the ordinary checkout over HTTP.",
            "Starts a store of its own, and leaves nothing behind."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:exactly the units were sold, and everybody was answered within 2 s", "1:not so"})
final class OversellCommand extends Drill {
    /** Longer than it takes. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Program program;
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

    OversellCommand(Program program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    protected boolean rehearse() throws IOException, InterruptedException {
        var plan = new OversellDrill.Plan(buyers, units, nodes);
        OversellDrill.Result result =
                once(LONGEST, scratch -> new OversellDrill(program, plan, scratch, terminal::report).run());
        terminal.print(String.format(
                Locale.ROOT,
                "%d buyers, %d units, nodes: %d. %d paid, %d got \"sold out\", %d other answers;"
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
        return result.broken().isEmpty();
    }
}

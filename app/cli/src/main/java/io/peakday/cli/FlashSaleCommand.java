package io.peakday.cli;

import io.peakday.bench.drill.Fault;
import io.peakday.bench.drill.FlashSaleDrill;
import io.peakday.bench.drill.FlashSalePlan;
import io.peakday.bench.drill.FlashSaleReport;
import io.peakday.bench.drill.FlashSaleResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "flash-sale",
        mixinStandardHelpOptions = true,
        description = {
            "A sought-after item goes on sale and everybody presses the button in the same second, each with a session of"
                    + " their own, over HTTP, at server processes of their own. Most who get a piece pay; what the others"
                    + " hold goes to those who keep asking. Faults can be injected in the middle of it.",
            "Then the books are audited, and a page of HTML says what happened. Leaves nothing behind but that page."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every rule held", "1:a rule was broken"})
final class FlashSaleCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--buyers",
            paramLabel = "N",
            defaultValue = "10000",
            description = "1 to 1,000,000 (default: 10,000).")
    private int buyers = 10_000;

    @Option(names = "--units", paramLabel = "N", defaultValue = "100", description = "Pieces set aside (default: 100).")
    private int units = 100;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Server processes on the same engines, 1 to 8 (default: 3).")
    private int nodes = 3;

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long a claim waits for its payment, 10 to 600 (default: 20).")
    private int hold = 20;

    @Option(names = "--kill-node", description = "Kill a server process with SIGKILL while pieces are given out.")
    private boolean killNode;

    @Option(
            names = "--restart-postgres",
            description = "Kill the database server with SIGKILL then; it is started again.")
    private boolean restartPostgres;

    @Option(names = "--slow-disk", description = "Make every durable commit take 20 ms longer.")
    private boolean slowDisk;

    @Option(names = "--clock-skew", description = "Set the clock of the last node three minutes ahead.")
    private boolean clockSkew;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the page goes (default: flash-sale.html in the current folder).")
    private Path report = Path.of("flash-sale.html");

    FlashSaleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        FlashSalePlan plan = new FlashSalePlan(buyers, units, nodes, Duration.ofSeconds(hold), faults());
        try (ScratchFolder scratch = ScratchFolder.make("peakday-drill-")) {
            FlashSaleResult result = new FlashSaleDrill(plan, scratch.path(), terminal::tell).run();
            FlashSaleReport.write(result, report);
            result.figures()
                    .forEach(line ->
                            terminal.print(String.format(Locale.ROOT, "  %-44s %s", line.name(), line.value())));
            result.checks()
                    .forEach(check -> terminal.print(String.format(
                            Locale.ROOT,
                            "  %s %s (%s)",
                            check.holds() ? "ok    " : "BROKEN",
                            check.rule(),
                            check.found())));
            terminal.print("The page: " + report.toAbsolutePath());
            return result.passed() ? 0 : Peakday.FAILED;
        }
    }

    private Set<Fault> faults() {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        if (killNode) {
            faults.add(Fault.KILL_NODE);
        }
        if (restartPostgres) {
            faults.add(Fault.RESTART_POSTGRES);
        }
        if (slowDisk) {
            faults.add(Fault.SLOW_DISK);
        }
        if (clockSkew) {
            faults.add(Fault.CLOCK_SKEW);
        }
        return faults;
    }
}
